package dev.holdfast.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places of requests under way, and a short queue for them. There are fewer places while the processors are behind, and more
 * again when they are not: down by a share, up step by step.
 *
 * <p>Threading: any number of threads. Where a place is free, one atomic operation takes it and one gives it back.
 */
final class Places {

    private final LoadLimits limits;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private volatile int limit;
    private volatile int busiest;

    Places(LoadLimits limits) {
        this.limits = limits;
        this.limit = limits.most();
    }

    /** Takes a place, after others who wait; returns false where there is none within the patience, or the queue is full. */
    boolean enter() throws InterruptedException {
        return (waiting.get() == 0 && taken()) || await();
    }

    void leave() {
        taken.decrementAndGet();
        if (waiting.get() > 0) {
            wakeOne();
        }
    }

    /** Changes the number of places after a window in which the processors were behind, or were not. */
    void judge(boolean isBehind) {
        limit = isBehind
                ? Math.max(limits.least(), Math.min(limit, busiest) / 10 * 9)
                : Math.min(limits.most(), limit + limit / 8 + 1);
        busiest = taken.get();
    }

    int limit() {
        return limit;
    }

    private boolean taken() {
        for (var now = taken.get(); now < limit; now = taken.get()) {
            if (taken.compareAndSet(now, now + 1)) {
                if (now >= busiest) {
                    busiest = now + 1;
                }
                return true;
            }
        }
        return false;
    }

    private boolean await() throws InterruptedException {
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            return false;
        }
        lock.lock();
        try {
            var left = limits.patience().toNanos();
            while (!taken()) {
                if (left <= 0) {
                    return false;
                }
                left = freed.awaitNanos(left);
            }
            return true;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    private void wakeOne() {
        lock.lock();
        try {
            freed.signal();
        } finally {
            lock.unlock();
        }
    }
}
