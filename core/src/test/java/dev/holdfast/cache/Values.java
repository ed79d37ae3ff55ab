package dev.holdfast.cache;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A cache under test: its ticker stands still until it is moved, and what it tells is written down. */
final class Values implements Telemetry {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration STALE = Duration.ofMinutes(1);
    static final Tag EVEN = Tag.of("even");
    static final Tag ALL = Tag.of("all");

    final AtomicLong now = new AtomicLong(Long.MAX_VALUE - FRESH.toNanos());
    final List<String> told = new CopyOnWriteArrayList<>();
    final Cache<Integer, String> cache;

    Values(Lifetime lifetime, Duration loadTime) {
        cache = Cache.inProcess(CacheOptions.<Integer, String>entries(100)
                .named("words")
                .living(lifetime)
                .tagged(key -> key % 2 == 0 ? Set.of(EVEN, ALL) : Set.of(ALL))
                .loadingWithin(loadTime)
                .tellingTo(this)
                .ticking(now::get));
    }

    Values() {
        this(Lifetime.of(FRESH).stale(STALE), Duration.ofSeconds(30));
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public void done(Exchange exchange) {}

    @Override
    public void failed(String context, Throwable failure) {
        told.add(context + ": " + failure.getMessage());
    }
}
