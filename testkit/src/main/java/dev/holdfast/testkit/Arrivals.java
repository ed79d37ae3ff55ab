package dev.holdfast.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has come from the server and has not been taken yet, and how it ended. Threading: any number of threads. */
final class Arrivals<T> {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final List<T> waiting = new ArrayList<>();
    private @Nullable String end;

    void add(T one) {
        note(() -> waiting.add(one));
    }

    /** Notes that nothing more will come; the first reason counts. */
    void end(String reason) {
        note(() -> end = end == null ? reason : end);
    }

    boolean isEnded() {
        lock.lock();
        try {
            return end != null;
        } finally {
            lock.unlock();
        }
    }

    private void note(Runnable what) {
        lock.lock();
        try {
            what.run();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for one that fits, and takes it; fails with what came instead. */
    T take(String wanted, Predicate<? super T> fits) {
        lock.lock();
        try {
            await(() -> waiting.stream().anyMatch(fits) || end != null, wanted);
            for (var one : waiting) {
                if (fits.test(one)) {
                    waiting.remove(one);
                    return one;
                }
            }
            throw new AssertionError("no " + wanted + " before the end (" + end + "), but " + waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Takes those that fit and have come. */
    List<T> taken(Predicate<? super T> fits) {
        lock.lock();
        try {
            var those = waiting.stream().filter(fits).toList();
            waiting.removeAll(those);
            return those;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end, and returns its reason. */
    String awaitEnd() {
        lock.lock();
        try {
            await(() -> end != null, "end");
            return String.valueOf(end);
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition, String wanted) {
        var left = PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                left = change.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + wanted + ", but came " + waiting);
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
