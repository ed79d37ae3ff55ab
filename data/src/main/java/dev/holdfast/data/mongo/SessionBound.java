package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database whose every call is part of one transaction. The driver has each method twice, with a session and without: what is
 * called without one, perhaps by somebody who does not know of it, is called with it.
 */
final class SessionBound implements InvocationHandler {

    private final Object target;
    private final ClientSession session;
    private final Consumer<MongoException> failed;

    private SessionBound(Object target, ClientSession session, Consumer<MongoException> failed) {
        this.target = target;
        this.session = session;
        this.failed = failed;
    }

    /**
     * Returns the database as the session sees it.
     *
     * @param failed hears of every failure, whether or not it is caught
     */
    static MongoDatabase of(MongoDatabase database, ClientSession session, Consumer<MongoException> failed) {
        return new SessionBound(database, session, failed).as(MongoDatabase.class);
    }

    private <N> N as(Class<N> type) {
        return type.cast(Proxy.newProxyInstance(SessionBound.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        var arguments = given == null ? new @Nullable Object[0] : given;
        var types = method.getParameterTypes();
        if (neutral(method) || (types.length > 0 && types[0] == ClientSession.class)) {
            return again(call(method, arguments));
        }
        var withSession = Stream.concat(Stream.of(ClientSession.class), Arrays.stream(types))
                .toArray(Class<?>[]::new);
        return again(call(
                counterpart(method, withSession),
                Stream.concat(Stream.of(session), Arrays.stream(arguments)).toArray()));
    }

    private static boolean neutral(Method method) {
        return method.getDeclaringClass() == Object.class
                || method.getName().startsWith("get")
                || method.getName().startsWith("with");
    }

    private static Method counterpart(Method method, Class<?>[] types) {
        try {
            return method.getDeclaringClass().getMethod(method.getName(), types);
        } catch (NoSuchMethodException none) {
            throw new IllegalStateException(method.getName() + " cannot be part of a transaction", none);
        }
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof MongoException refused) {
                failed.accept(refused);
            }
            throw failure.getCause();
        }
    }

    private @Nullable Object again(@Nullable Object result) {
        return switch (result) {
            case MongoDatabase database -> new SessionBound(database, session, failed).as(MongoDatabase.class);
            case MongoCollection<?> collection ->
                new SessionBound(collection, session, failed).as(MongoCollection.class);
            case null -> null;
            case Object other -> other;
        };
    }
}
