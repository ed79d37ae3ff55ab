package dev.holdfast.data.postgres;

import dev.holdfast.data.store.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers that a database was away a moment ago: one caller at a time finds out whether it is back, and all others are refused
 * at once instead of waiting with it.
 *
 * <p>Threading: any.
 */
final class Outage {

    private static final long THERE = 0;

    private final long pause;
    private final AtomicLong next = new AtomicLong(THERE);

    Outage(Duration betweenAttempts) {
        pause = betweenAttempts.toNanos();
    }

    /** Lets a caller through who may try; refuses all others with 503. */
    void enter() {
        var allowed = next.get();
        if (allowed == THERE) {
            return;
        }
        var now = System.nanoTime();
        if (now - allowed < 0 || !next.compareAndSet(allowed, mark(now + pause))) {
            throw Refusal.unavailable("the database cannot be reached", null);
        }
    }

    /** The database has answered. */
    void isOver() {
        if (next.get() != THERE) {
            next.set(THERE);
        }
    }

    /** The database has not answered. */
    void goesOn() {
        next.set(mark(System.nanoTime() + pause));
    }

    private static long mark(long nanos) {
        return nanos == THERE ? 1 : nanos;
    }
}
