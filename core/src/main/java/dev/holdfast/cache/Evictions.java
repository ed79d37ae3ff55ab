package dev.holdfast.cache;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each tag was evicted last, counted in evictions.
 *
 * <p>A value remembers how many evictions there had been when its load began, and holds as long as none of its tags was evicted
 * after that: nothing has to be searched for, and a load that is under way needs no word. Tags share a fixed number of places, so
 * that any number of them needs no more room; where two share one, both are evicted.
 */
final class Evictions {

    private static final int PLACES = 1024;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong everything = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(PLACES);

    /** Returns the number of evictions so far. */
    long count() {
        return count.get();
    }

    void add(Tag tag) {
        last.accumulateAndGet(place(tag), count.incrementAndGet(), Math::max);
    }

    void addAll() {
        everything.accumulateAndGet(count.incrementAndGet(), Math::max);
    }

    /** Says whether what began after so many evictions still holds. */
    boolean spare(long since, Set<Tag> tags) {
        for (var tag : tags) {
            if (last.get(place(tag)) > since) {
                return false;
            }
        }
        return everything.get() <= since;
    }

    private static int place(Tag tag) {
        var hash = tag.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
