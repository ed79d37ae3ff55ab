package dev.holdfast.routing;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

/** The end of a route: binds what the route takes, and calls the controller. */
@FunctionalInterface
interface Endpoint {
    Response answer(Request request, Binder binder) throws Exception;
}
