package dev.holdfast.limit;

import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Refuses at once what could only be answered too late: a request counts as under way until its handler returns.
 *
 * <p>What tells overload is how late threads begin to work, and not how long they take: a route may be slow without anybody
 * being busy.
 */
public final class LoadShedding implements Middleware {

    private static final String OVERLOAD = "overload";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Set<String> spared;
    private final LongSupplier nanos;
    private final Congestion congestion;
    private final Places places;

    /**
     * Shedding beyond the limits.
     *
     * @param spared the paths that are always let in
     */
    public LoadShedding(LoadLimits limits, Set<String> spared) {
        this(limits, spared, System::nanoTime);
    }

    LoadShedding(LoadLimits limits, Set<String> spared, LongSupplier nanos) {
        this.spared = Set.copyOf(spared);
        this.nanos = nanos;
        this.congestion =
                new Congestion(limits.delay().toNanos(), limits.window().toNanos(), nanos.getAsLong());
        this.places = new Places(limits);
    }

    @Override
    public Handler around(Handler next) {
        return request -> {
            if (request.refusal().isPresent() || spared.contains(request.path())) {
                return next.handle(request);
            }
            admit(Exchange.CURRENT.get());
            try {
                return next.handle(request);
            } finally {
                places.leave();
            }
        };
    }

    private void admit(Exchange exchange) throws InterruptedException {
        var lateness = exchange.lateness();
        if (congestion.ended(lateness, nanos.getAsLong())) {
            places.judge(congestion.isStanding());
        }
        if (congestion.refuses(lateness) || !places.enter()) {
            exchange.turnedAway(OVERLOAD);
            throw Problem.unavailable("there is too much to do at the moment", RETRY, null);
        }
    }

    int places() {
        return places.limit();
    }
}
