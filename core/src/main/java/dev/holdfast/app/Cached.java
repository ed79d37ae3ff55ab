package dev.holdfast.app;

import dev.holdfast.cache.Lifetime;
import dev.holdfast.cache.Tag;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Middleware;
import dev.holdfast.json.Json;
import dev.holdfast.routing.Access;
import dev.holdfast.routing.BadRoutes;
import dev.holdfast.routing.Route;
import java.time.Duration;
import java.util.Set;

/** How the answers of one route are kept; made by {@link AnswerCache#cached}. */
public final class Cached implements Middleware {

    private static final int AHEAD = 10;

    private final AnswerCache answers;
    private final Duration atMost;
    private final Set<Tag> tags;
    private final boolean isPerCaller;

    Cached(AnswerCache answers, Duration atMost, Set<Tag> tags, boolean isPerCaller) {
        this.answers = answers;
        this.atMost = atMost;
        this.tags = tags;
        this.isPerCaller = isPerCaller;
    }

    /** Keeps an answer for each caller, with their roles: for routes that are not open. */
    public Cached perCaller() {
        return new Cached(answers, atMost, tags, true);
    }

    /** Refuses to stand around anything but one route. */
    @Override
    public Handler around(Handler next) {
        throw new IllegalStateException(
                "answers are kept by route: cached(...) belongs inside one, not around the program");
    }

    /** Returns the middleware of that route. */
    Middleware at(Route route, Json json) {
        if (route.method() != Method.GET) {
            throw BadRoutes.uncacheable(route, "only what is asked by GET can be");
        }
        if (!isPerCaller && !(route.access() instanceof Access.Open)) {
            throw BadRoutes.uncacheable(
                    route,
                    "it is for " + route.access().words()
                            + ", and what one caller is told is not for all: say cached(...).perCaller()");
        }
        var ahead = atMost.dividedBy(AHEAD);
        var lifetime = Lifetime.of(atMost.minus(ahead)).stale(ahead);
        return new CachedRoute(answers, new AnswerKey.Keeping(route, lifetime, tags, isPerCaller), json);
    }
}
