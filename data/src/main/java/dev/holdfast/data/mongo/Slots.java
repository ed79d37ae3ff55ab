package dev.holdfast.data.mongo;

import dev.holdfast.data.store.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many may talk to the server at once: as many as there are connections, so that none waits for one unheard of.
 *
 * <p>Threading: any thread.
 */
final class Slots {

    private final int size;
    private final Semaphore permits;
    private volatile boolean closed;

    Slots(int size) {
        this.size = size;
        permits = new Semaphore(size, true);
    }

    /** Does the work in a slot, once there is one. */
    <R extends @Nullable Object, X extends Throwable> R hold(Duration left, ScopedValue.CallableOp<? extends R, X> work)
            throws X {
        acquire(left);
        try {
            return work.call();
        } finally {
            permits.release();
        }
    }

    private void acquire(Duration left) {
        if (closed) {
            throw Refusal.unavailable("the database is closing", null);
        }
        try {
            var patience = Math.min(left.toNanos(), Address.PATIENCE.toNanos());
            if (!permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw Refusal.unavailable("the database has more to do than it can", null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the caller was interrupted", stopped);
        }
    }

    int size() {
        return size;
    }

    int busy() {
        return size - permits.availablePermits();
    }

    int queued() {
        return permits.getQueueLength();
    }

    /** Refuses new work, and waits for what was accepted, for so long at most. */
    void close(Duration atMost) {
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
