package dev.holdfast.concurrent;

import dev.holdfast.Deadline;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads of one call: they take its tasks in order, and none of them outlives it.
 *
 * <p>Threading: the caller's thread runs it once; a task writes its own outcome, which is read when its thread has ended.
 *
 * @param <T> what a task makes
 */
final class Crew<T extends @Nullable Object> {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final List<? extends ScopedValue.CallableOp<? extends T, ?>> tasks;
    private final boolean endsAtFirstFailure;
    private final List<Optional<Outcome<T>>> outcomes;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch decided = new CountDownLatch(1);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean noMore;
    private volatile boolean over;

    Crew(List<? extends ScopedValue.CallableOp<? extends T, ?>> tasks, boolean endsAtFirstFailure) {
        this.tasks = tasks;
        this.endsAtFirstFailure = endsAtFirstFailure;
        this.outcomes = new ArrayList<>(Collections.nCopies(tasks.size(), Optional.empty()));
    }

    /**
     * Does the tasks, so many at once, until they are done, one has failed where that ends it, or the deadline has passed; whoever
     * is still at work then is interrupted and waited for.
     *
     * @throws Problem of kind unavailable where the caller is interrupted before
     */
    void run(int atOnce) {
        try {
            start(Math.min(atOnce, tasks.size()));
            decided.await(Deadline.leftOf(FOR_EVER).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Deadline.hasPassed()
                    ? Problem.deadlineExceeded(interrupted)
                    : Problem.unavailable("the caller was interrupted", Duration.ofSeconds(1), interrupted);
        } finally {
            end();
        }
    }

    /** Returns what failed before the end, in the order of time. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Returns the outcome of each task, in their order; empty for those that never began. */
    List<Optional<Outcome<T>>> outcomes() {
        return outcomes;
    }

    private void start(int count) {
        if (count == 0 || Deadline.hasPassed()) {
            decided.countDown();
            return;
        }
        var scope = Scope.here();
        for (var index = 0; index < count; index++) {
            threads.add(Thread.startVirtualThread(() -> scope.call(() -> work(count))));
        }
    }

    /** Returns how many tasks the thread has done. */
    private int work(int count) {
        var done = 0;
        while (doNext()) {
            done++;
        }
        if (ended.incrementAndGet() == count) {
            decided.countDown();
        }
        return done;
    }

    /** An interrupt that a task has left behind is not meant for the next one; one that ends it all comes after {@code noMore}. */
    private boolean doNext() {
        var _ = Thread.interrupted();
        var index = next.getAndIncrement();
        if (noMore || index >= tasks.size()) {
            return false;
        }
        outcomes.set(index, Optional.of(outcome(tasks.get(index))));
        return true;
    }

    private Outcome<T> outcome(ScopedValue.CallableOp<? extends T, ?> task) {
        try {
            return new Outcome.Done<>(task.call());
        } catch (Throwable failure) {
            if (!over) {
                failures.add(failure);
            }
            if (endsAtFirstFailure) {
                noMore = true;
                decided.countDown();
            }
            return new Outcome.Failed<>(failure);
        }
    }

    private void end() {
        noMore = true;
        over = true;
        threads.forEach(Thread::interrupt);
        var interrupted = false;
        for (var thread : threads) {
            interrupted |= outlast(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean outlast(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }
}
