package dev.holdfast.http;

/** Turns a handler into a handler that does something before it, after it, or instead of it. */
@FunctionalInterface
public interface Middleware {

    /** Returns the handler with this middleware around it; called once, before the first request. */
    Handler around(Handler next);
}
