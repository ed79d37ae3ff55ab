package dev.holdfast.routing;

import dev.holdfast.http.Method;
import java.util.ArrayList;
import java.util.List;

/** A table of routes: a value, built in one expression and frozen before the first request. */
public final class Routes {

    private final List<Route> all;

    private Routes(List<Route> all) {
        this.all = List.copyOf(all);
    }

    static Routes of(Route route) {
        return new Routes(List.of(route));
    }

    /** The given tables under a common prefix. */
    public static Routes group(String prefix, Routes... parts) {
        var routes = new ArrayList<Route>();
        for (var part : parts) {
            part.all.forEach(route -> routes.add(route.under(prefix)));
        }
        return new Routes(routes);
    }

    /** Begins a route that reads. */
    public static RouteDraft get(String path) {
        return new RouteDraft(Method.GET, path);
    }

    /** Begins a route that makes something or sets something going. */
    public static RouteDraft post(String path) {
        return new RouteDraft(Method.POST, path);
    }

    /** Begins a route that replaces something. */
    public static RouteDraft put(String path) {
        return new RouteDraft(Method.PUT, path);
    }

    /** Begins a route that changes something. */
    public static RouteDraft patch(String path) {
        return new RouteDraft(Method.PATCH, path);
    }

    /** Begins a route that removes something. */
    public static RouteDraft delete(String path) {
        return new RouteDraft(Method.DELETE, path);
    }

    /** Returns every route, in the order written. */
    public List<Route> all() {
        return all;
    }
}
