package dev.holdfast.routing;

import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A route that takes neither body nor query so far. */
public final class RouteDraft extends Declaration<RouteDraft> {

    RouteDraft(Method method, String path) {
        super(method, path);
    }

    @Override
    RouteDraft self() {
        return this;
    }

    /** Says what the body is bound to. */
    public <B> Taking<B> body(Class<B> type) {
        body = type;
        return new Taking<>(this, (request, binder) -> binder.body(request, type));
    }

    /** Says what the body is bound to where it comes as a form of a page sends it: {@code application/x-www-form-urlencoded}. */
    public <F> Taking<F> form(Class<F> type) {
        body = type;
        isForm = true;
        return new Taking<>(this, (request, binder) -> binder.form(request, type));
    }

    /** Says what the query is bound to. */
    public <Q> Taking<Q> query(Class<Q> type) {
        query = type;
        return new Taking<>(this, (request, binder) -> binder.query(request, type));
    }

    /** Says that the body is taken as it comes, through {@link Request#content()}. */
    public RouteDraft rawBody() {
        body = byte[].class;
        return this;
    }

    /** Ends the route at a handler. */
    public Routes to(Handler handler) {
        return end((request, _) -> handler.handle(request));
    }

    /** Answers a request with one input. */
    @FunctionalInterface
    public interface Controller<T> {
        Response answer(Request request, T input) throws Exception;
    }

    @FunctionalInterface
    interface Binding<T> {
        T bind(Request request, Binder binder);
    }

    /** A route with one input, body or query. */
    public static final class Taking<T> extends Declaration<Taking<T>> {

        private final Binding<T> binding;
        private BiConsumer<Request, T> first = (_, _) -> {};

        Taking(Declaration<?> before, Binding<T> binding) {
            super(before);
            this.binding = binding;
        }

        @Override
        Taking<T> self() {
            return this;
        }

        /**
         * Limits how often the route may be called for the account the input names, from one address: after the input is bound
         * and before anything is done with it.
         *
         * @param account returns the name of the account, at most 512 characters, the same however it was written
         */
        public Taking<T> limitedPerAccount(Limit limit, Function<? super T, String> account) {
            first = first.andThen(
                    (request, input) -> limit.count(Key.of(request.head().client(), account.apply(input))));
            return counting(limit);
        }

        /** Ends the route at a controller. */
        public Routes to(Controller<? super T> controller) {
            return end((request, binder) -> {
                var input = binding.bind(request, binder);
                first.accept(request, input);
                return controller.answer(request, input);
            });
        }
    }
}
