package dev.holdfast.concurrent;

import dev.holdfast.Deadline;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A few threads for work that keeps a processor busy, so that it never takes the processors from other requests.
 *
 * <p>Threading: any number of threads may call; each waits for its result, at most until its deadline. What nobody waits for any
 * more is interrupted, and not begun where it still waits. Work of the pool that calls the pool is done in place.
 */
public final class CpuPool implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 16;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final ScopedValue<CpuPool> HERE = ScopedValue.newInstance();

    private final String name;
    private final ThreadPoolExecutor threads;

    /**
     * A pool of its own size.
     *
     * @param name what its threads are called
     * @param count how many threads, one or more
     * @param waiting how many pieces of work may wait for a thread, one or more; the next is refused at once: 503 with Retry-After
     */
    public CpuPool(String name, int count, int waiting) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** A pool with a thread for each processor, and room for a few pieces of work to wait for each. */
    public static CpuPool of(String name) {
        var count = Runtime.getRuntime().availableProcessors();
        return new CpuPool(name, count, count * WAITING_PER_THREAD);
    }

    /**
     * Does the work on a thread of the pool and returns its result; where the caller has no deadline, it waits half a minute.
     *
     * @throws X what the work throws
     * @throws Problem of kind unavailable where there is no room, the pool is closed, or the time is up
     */
    public <R extends @Nullable Object, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work)
            throws X {
        if (HERE.isBound() && HERE.get() == this) {
            return work.call();
        }
        var scope = Scope.here();
        var result = new FutureTask<Outcome<R>>(
                () -> ScopedValue.where(HERE, this).call(() -> scope.call(() -> outcome(work))));
        hand(result);
        return switch (await(result)) {
            case Outcome.Done<R>(var value) -> value;
            case Outcome.Failed<R>(var failure) -> throw Parallel.<X>asItIs(failure);
        };
    }

    /**
     * Refuses at once what would find no room now, before it is prepared; there may be none a moment later all the same.
     *
     * @throws Problem of kind unavailable where there is no room
     */
    public void requireRoom() {
        if (threads.getQueue().remainingCapacity() == 0) {
            throw full(null);
        }
    }

    private static Problem full(@Nullable Throwable cause) {
        return Problem.unavailable("there is too much to do at the moment", PAUSE, cause);
    }

    private static <R extends @Nullable Object> Outcome<R> outcome(ScopedValue.CallableOp<? extends R, ?> work) {
        try {
            return new Outcome.Done<>(work.call());
        } catch (Throwable failure) {
            return new Outcome.Failed<>(failure);
        }
    }

    private void hand(FutureTask<?> task) {
        if (Deadline.hasPassed()) {
            throw Problem.deadlineExceeded(null);
        }
        try {
            threads.execute(task);
        } catch (RejectedExecutionException refused) {
            throw threads.isShutdown() ? Problem.unavailable("the program is closing", PAUSE, refused) : full(refused);
        }
    }

    private <R> R await(FutureTask<R> task) {
        var left = Deadline.leftOf(LONGEST_WAIT);
        try {
            return task.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw Problem.deadlineExceeded(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Deadline.hasPassed()
                    ? Problem.deadlineExceeded(interrupted)
                    : Problem.unavailable("the caller was interrupted", PAUSE, interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the pool " + name + " failed", failure.getCause());
        } finally {
            leave(task);
        }
    }

    /** Gives back the place of what nobody waits for any more. */
    private void leave(FutureTask<?> task) {
        if (task.cancel(true)) {
            threads.remove(task);
        }
    }

    /** Takes no more, finishes what was accepted within a few seconds, and interrupts what is left then. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
