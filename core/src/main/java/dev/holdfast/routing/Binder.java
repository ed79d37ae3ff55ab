package dev.holdfast.routing;

import dev.holdfast.http.Request;

/** Makes input records of requests: normalised, validated, or refused with every fault at once. */
public interface Binder {

    /** Returns the body as a record. */
    <T> T body(Request request, Class<T> type);

    /** Returns a body that was sent as a form as a record. */
    <T> T form(Request request, Class<T> type);

    /** Returns the query as a record. */
    <T> T query(Request request, Class<T> type);

    /** Refuses a record that could never be bound, before the first request. */
    void check(Class<?> type);
}
