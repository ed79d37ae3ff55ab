package dev.holdfast.cache;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A value that is kept, or that there is none.
 *
 * @param since how many evictions there had been when its load began
 * @param freshUntil when the next one has to be loaded; this and what follows by the cache's ticker
 * @param retryAt when that may be tried again
 * @param end when it is not served any more
 */
record Entry<V>(Optional<V> value, long since, long freshUntil, long retryAt, long end) {

    private static final double MOST_JITTER = 0.1;

    static <V> Entry<V> of(Optional<V> value, long since, Lifetime lifetime, long now) {
        var share = 1 - MOST_JITTER * ThreadLocalRandom.current().nextDouble();
        var fresh = value.isPresent() ? lifetime.fresh() : lifetime.absent();
        var freshUntil = now + (long) (fresh.toNanos() * share);
        var stale = value.isPresent() ? (long) (lifetime.stale().toNanos() * share) : 0;
        return new Entry<>(value, since, freshUntil, freshUntil, freshUntil + stale);
    }

    Entry<V> retriedAt(long moment) {
        return new Entry<>(value, since, freshUntil, moment, end);
    }

    boolean isFresh(long now) {
        return freshUntil - now > 0;
    }

    boolean isToRetry(long now) {
        return retryAt - now <= 0;
    }
}
