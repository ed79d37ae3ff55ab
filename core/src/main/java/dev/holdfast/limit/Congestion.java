package dev.holdfast.limit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the processors are behind with their work: the least lateness of many requests in a row tells a queue that stands from
 * one that comes and goes (after CoDel, RFC 8289).
 *
 * <p>Threading: any number of threads; of two that write at once the less telling may win.
 */
final class Congestion {

    /** Fewer in a window say nothing: one thread that was late by chance is no queue. */
    private static final int FEWEST = 16;

    private final long delay;
    private final long window;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicBoolean judging = new AtomicBoolean();
    private volatile long least = Long.MAX_VALUE;
    private volatile long end;
    private volatile boolean standing;

    Congestion(long delay, long window, long now) {
        this.delay = delay;
        this.window = window;
        this.end = now + window;
    }

    /** Notes how late a request was, in nanoseconds; returns true to the one whose request ends a window. */
    boolean ended(long lateness, long now) {
        if (lateness < least) {
            least = lateness;
        }
        if (seen.incrementAndGet() < FEWEST || now - end < 0 || !judging.compareAndSet(false, true)) {
            return false;
        }
        // A queue that is being held short stays about as long as it is let be: only a much shorter one is over.
        standing = least > (standing ? delay / 2 : delay);
        least = Long.MAX_VALUE;
        seen.set(0);
        end = now + window;
        judging.set(false);
        return true;
    }

    /** Says whether such a request came too late to be worked on while others wait. */
    boolean refuses(long lateness) {
        return lateness > delay && standing;
    }

    boolean isStanding() {
        return standing;
    }
}
