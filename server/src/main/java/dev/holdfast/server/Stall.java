package dev.holdfast.server;

import java.time.Duration;

/**
 * How long a client has left untouched what waits for it; there is one only while something does.
 *
 * <p>Threading: the channel's event loop.
 */
final class Stall {

    private long handedOver;
    private long taken = Long.MIN_VALUE;
    private long since;

    /** More waits: what is added must not pass for something that was taken. */
    void add(long bytes) {
        handedOver += bytes;
    }

    /** Says whether nothing was taken for that time of what waits. Asked now and then. */
    boolean isLongerThan(Duration allowed, long waiting) {
        var now = System.nanoTime();
        var reached = handedOver - waiting;
        if (reached != taken) {
            taken = reached;
            since = now;
        }
        return now - since > allowed.toNanos();
    }
}
