package dev.holdfast.data.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many may talk to a server at once, as many as there are connections to it: a fair, short and bounded wait for one of them.
 *
 * <p>Threading: any thread.
 */
public final class Slots {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 256;

    private final int size;
    private final Semaphore permits;
    private volatile boolean closed;

    /** So many slots. */
    public Slots(int size) {
        this.size = size;
        permits = new Semaphore(size, true);
    }

    /** Does the work in a slot, once there is one. */
    public <R extends @Nullable Object, X extends Throwable> R hold(
            Duration left, ScopedValue.CallableOp<? extends R, X> work) throws X {
        take(left);
        try {
            return work.call();
        } finally {
            free();
        }
    }

    /** Takes a slot, which has to be freed; a problem of kind {@code UNAVAILABLE} where there is none in time. */
    public void take(Duration left) {
        if (closed) {
            throw Refusal.unavailable("the database is closing", null);
        }
        try {
            var patience = Math.min(left.toNanos(), PATIENCE.toNanos());
            if (waiting() >= MOST_WAITING || !permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw Refusal.unavailable("the database has more to do than it can", null);
            }
        } catch (InterruptedException stopped) {
            throw Refusal.interrupted(stopped);
        }
    }

    /** Frees a slot that was taken. */
    public void free() {
        permits.release();
    }

    public int size() {
        return size;
    }

    /** Returns how many are taken. */
    public int busy() {
        return size - permits.availablePermits();
    }

    /** Returns how many wait for one. */
    public int waiting() {
        return permits.getQueueLength();
    }

    /** Refuses new work, and waits for what was accepted, for so long at most. */
    public void close(Duration atMost) {
        closed = true;
        try {
            if (permits.tryAcquire(size, atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                permits.release(size);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
