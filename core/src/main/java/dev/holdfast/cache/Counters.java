package dev.holdfast.cache;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a cache does. */
final class Counters {

    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder staleServed = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder evictions = new LongAdder();

    CacheStatistics with(long entries, long weight) {
        return new CacheStatistics(
                hits.sum(),
                misses.sum(),
                staleServed.sum(),
                loads.sum(),
                failures.sum(),
                evictions.sum(),
                entries,
                weight);
    }
}
