package dev.holdfast.data.sqlite;

import dev.holdfast.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that can be shut for good: what is offered is either taken, returned by the shutting, or refused.
 *
 * <p>Threading: any number of threads offer, one takes.
 *
 * @param <E> what waits
 */
final class Mailbox<E> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BlockingQueue<E> waiting;
    private @Nullable String shut;

    Mailbox(int capacity) {
        waiting = new ArrayBlockingQueue<>(capacity);
    }

    /** Adds one, or refuses at once where there is no room or no taker any more. */
    synchronized void offer(E one) {
        if (shut != null) {
            throw Problem.unavailable(shut, PAUSE, null);
        }
        if (!waiting.offer(one)) {
            throw Problem.unavailable("the database has more to do than it can", PAUSE, null);
        }
    }

    /** Refuses all further ones with the reason, and returns those that were not taken. */
    synchronized List<E> shut(String reason) {
        shut = reason;
        var rest = new ArrayList<E>();
        waiting.drainTo(rest);
        return rest;
    }

    /** Refuses all further ones with the reason; those that wait may still be taken. */
    synchronized void refuse(String reason) {
        shut = reason;
    }

    /** Waits for the next one until the moment in terms of {@link System#nanoTime}; null when it has passed. */
    @Nullable E take(long until) throws InterruptedException {
        return waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Nullable E peek() {
        return waiting.peek();
    }

    @Nullable E poll() {
        return waiting.poll();
    }

    int size() {
        return waiting.size();
    }
}
