package dev.holdfast.cache;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One load under way, on a thread of its own, and those who wait for it.
 *
 * @param <V> what is loaded
 */
final class Flight<V> {

    private static final ScopedValue<Flight<?>> CURRENT = ScopedValue.newInstance();
    private static final Object WAITS = new Object();
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CompletableFuture<Optional<V>> result = new CompletableFuture<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final String name;
    private final long since;
    private final Duration time;
    private volatile long nanos;
    private @Nullable Flight<?> waitsFor;

    /**
     * A load that has not begun.
     *
     * @param name the cache's
     * @param since how many evictions there have been
     * @param time how long it may take
     */
    Flight(String name, long since, Duration time) {
        this.name = name;
        this.since = since;
        this.time = time;
    }

    /** Hears how a load ended, before those who wait do. */
    interface Landing<V> {
        void succeeded(Optional<V> value);

        void failed(Throwable failure);
    }

    /** Begins the load, as part of the exchange where there is one; what takes too long is interrupted, and has failed. */
    void begin(Callable<Optional<V>> load, Optional<Exchange> exchange, Landing<V> landing) {
        var scope = ScopedValue.where(CURRENT, this);
        var within = exchange.map(known -> scope.where(Exchange.CURRENT, known)).orElse(scope);
        var thread = Thread.ofVirtual().name("load " + name).unstarted(() -> run(load, within, landing));
        thread.start();
        var _ = result.copy().orTimeout(time.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            if (late instanceof TimeoutException) {
                fail(Problem.unavailable("loading took too long", PAUSE, null), landing);
                thread.interrupt();
            }
            return Optional.empty();
        });
    }

    private void run(Callable<Optional<V>> load, ScopedValue.Carrier scope, Landing<V> landing) {
        var started = System.nanoTime();
        try {
            var value = scope.where(Deadline.CURRENT, Deadline.in(time)).call(load::call);
            nanos = System.nanoTime() - started;
            landing.succeeded(value);
            result.complete(value);
        } catch (Throwable failure) {
            nanos = System.nanoTime() - started;
            fail(failure, landing);
        }
    }

    private void fail(Throwable failure, Landing<V> landing) {
        if (!result.isDone()) {
            landing.failed(failure);
            result.completeExceptionally(failure);
        }
    }

    /** Notes a value that is there without a load. */
    void arrive(Optional<V> value) {
        result.complete(value);
    }

    /** Announces one more who waits; each has to wait then. */
    void join() {
        waiting.incrementAndGet();
    }

    /**
     * Waits for the value until the caller's deadline.
     *
     * @throws X what the load has thrown
     */
    <X extends Exception> Optional<V> await() throws X {
        try {
            waitOrRefuse();
            return result.get(Deadline.leftOf(time.plus(PAUSE)).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw Flight.<X>asItIs(failed.getCause());
        } catch (TimeoutException late) {
            throw Problem.unavailable("loading takes too long", PAUSE, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the caller was interrupted", PAUSE, stopped);
        } finally {
            waiting.decrementAndGet();
            waitNoMore();
        }
    }

    /** A load that waits for one that waits for it would wait until its deadline. */
    private void waitOrRefuse() {
        if (CURRENT.isBound()) {
            synchronized (WAITS) {
                for (Flight<?> other = this; other != null; other = other.waitsFor) {
                    if (other == CURRENT.get()) {
                        throw new IllegalStateException("a load of " + name + " waits for its own result");
                    }
                }
                CURRENT.get().waitsFor = this;
            }
        }
    }

    private static void waitNoMore() {
        if (CURRENT.isBound()) {
            synchronized (WAITS) {
                CURRENT.get().waitsFor = null;
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the loaders of one cache throw the same
    private static <X extends Exception> X asItIs(@Nullable Throwable failure) throws X {
        throw (X) failure;
    }

    boolean isOver() {
        return result.isDone();
    }

    boolean isAwaited() {
        return waiting.get() > 0;
    }

    long since() {
        return since;
    }

    /** Returns how long the load took, in nanoseconds; 0 while it runs. */
    long nanos() {
        return nanos;
    }
}
