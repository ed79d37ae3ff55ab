package dev.holdfast.data.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database whose every call is part of one transaction. The driver has each method twice, with a session and without: what is
 * called without one, perhaps by somebody who does not know of it, is called with it.
 */
final class SessionBound implements InvocationHandler {

    private final Object target;
    private final ClientSession session;

    private SessionBound(Object target, ClientSession session) {
        this.target = target;
        this.session = session;
    }

    static MongoDatabase of(MongoDatabase database, ClientSession session) {
        return bound(MongoDatabase.class, database, session);
    }

    private static <N> N bound(Class<N> type, Object target, ClientSession session) {
        var made = Proxy.newProxyInstance(
                SessionBound.class.getClassLoader(), new Class<?>[] {type}, new SessionBound(target, session));
        return type.cast(made);
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
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private @Nullable Object again(@Nullable Object result) {
        return switch (result) {
            case MongoDatabase database -> bound(MongoDatabase.class, database, session);
            case MongoCollection<?> collection -> bound(MongoCollection.class, collection, session);
            case null -> null;
            case Object other -> other;
        };
    }
}
