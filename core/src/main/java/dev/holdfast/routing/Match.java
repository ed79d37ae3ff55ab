package dev.holdfast.routing;

import dev.holdfast.http.Method;
import java.util.Map;
import java.util.Set;

/** What the router found for a method and a path. */
sealed interface Match {

    /** A route, and the values of its path parameters. */
    record Found(Served served, Map<String, String> parameters) implements Match {}

    /** Routes of that path, none of them for that method. */
    record WrongMethod(Set<Method> allowed) implements Match {}

    /** No route of that path. */
    record Missing() implements Match {}
}
