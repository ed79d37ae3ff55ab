package dev.holdfast.routing;

import dev.holdfast.http.Handler;

/** A route and the handler that serves it. */
record Served(Route route, Handler handler) {}
