package dev.holdfast.http;

/** Answers one request. Called on a thread of its own, a virtual one, and may block it. */
@FunctionalInterface
public interface Handler {

    /**
     * Returns the answer.
     *
     * @throws Exception whatever ends the request; a {@link dev.holdfast.Problem} becomes the answer it describes, anything
     *     else a 500
     */
    Response handle(Request request) throws Exception;

    /** Returns this handler inside the given middleware, the first one outermost. */
    default Handler inside(Iterable<Middleware> layers) {
        Handler handler = this;
        var outermostLast = new java.util.ArrayDeque<Middleware>();
        layers.forEach(outermostLast::push);
        for (var layer : outermostLast) {
            handler = layer.around(handler);
        }
        return handler;
    }
}
