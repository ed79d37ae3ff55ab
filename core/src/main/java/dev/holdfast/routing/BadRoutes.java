package dev.holdfast.routing;

/** A table of routes that cannot be served; the message names the routes at fault. Thrown before the first request. */
public final class BadRoutes extends IllegalArgumentException {
    BadRoutes(String message) {
        super(message);
    }

    /** A route that wants to know its caller, in a program that cannot find out. */
    public static BadRoutes closedWithoutAuthenticator(Route route) {
        return new BadRoutes(
                route + " is for callers who are known (" + route.access().words()
                        + "), and the program has no authenticator: give it one, or say open() on the route");
    }

    /** A route for the owner of something that its path does not name. */
    public static BadRoutes withoutOwner(Route route, String parameter) {
        return new BadRoutes(route + " is for " + route.access().words() + " over {" + parameter
                + "}, and its path has no such parameter");
    }

    /** A route whose answers cannot be kept for a while. */
    public static BadRoutes uncacheable(Route route, String reason) {
        return new BadRoutes(route + " cannot be cached: " + reason);
    }
}
