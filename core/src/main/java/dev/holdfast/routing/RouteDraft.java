package dev.holdfast.routing;

import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

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

    /** Says what the query is bound to. */
    public <Q> Taking<Q> query(Class<Q> type) {
        query = type;
        return new Taking<>(this, (request, binder) -> binder.query(request, type));
    }

    /** Says what the query and the body are bound to. */
    public <Q, B> TakingBoth<Q, B> queryAndBody(Class<Q> queryType, Class<B> bodyType) {
        query = queryType;
        body = bodyType;
        return new TakingBoth<>(this, queryType, bodyType);
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

    /** Answers a request with a query and a body. */
    @FunctionalInterface
    public interface WideController<Q, B> {
        Response answer(Request request, Q query, B body) throws Exception;
    }

    @FunctionalInterface
    interface Binding<T> {
        T bind(Request request, Binder binder);
    }

    /** A route with one input, body or query. */
    public static final class Taking<T> extends Declaration<Taking<T>> {

        private final Binding<T> binding;

        Taking(Declaration<?> before, Binding<T> binding) {
            super(before);
            this.binding = binding;
        }

        @Override
        Taking<T> self() {
            return this;
        }

        /** Ends the route at a controller. */
        public Routes to(Controller<? super T> controller) {
            return end((request, binder) -> controller.answer(request, binding.bind(request, binder)));
        }
    }

    /** A route with a query and a body. */
    public static final class TakingBoth<Q, B> extends Declaration<TakingBoth<Q, B>> {

        private final Class<Q> queryType;
        private final Class<B> bodyType;

        TakingBoth(Declaration<?> before, Class<Q> queryType, Class<B> bodyType) {
            super(before);
            this.queryType = queryType;
            this.bodyType = bodyType;
        }

        @Override
        TakingBoth<Q, B> self() {
            return this;
        }

        /** Ends the route at a controller. */
        public Routes to(WideController<? super Q, ? super B> controller) {
            return end((request, binder) ->
                    controller.answer(request, binder.query(request, queryType), binder.body(request, bodyType)));
        }
    }
}
