package dev.holdfast.myapp.services;

import dev.holdfast.Deadline;
import dev.holdfast.Problem;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The turns of those who work on things of which one at a time may be worked on, within this program: who comes first goes first.
 *
 * @param <K> what things are told apart by
 */
final class Turns<K> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConcurrentHashMap<K, Turn> turns = new ConcurrentHashMap<>();

    /** What is known of a thing while somebody works on it or waits: how many do changes within the map alone. */
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock(true);
        int present;
    }

    /** Does the work when it is its turn; within a turn on the same thing it is at once. */
    <T> T in(K thing, Supplier<T> work) {
        var turn = turns.compute(thing, (_, known) -> joined(known == null ? new Turn() : known));
        try {
            await(turn.lock);
            try {
                return work.get();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turns.computeIfPresent(thing, (_, known) -> --known.present == 0 ? null : known);
        }
    }

    private static Turn joined(Turn turn) {
        turn.present++;
        return turn;
    }

    private static void await(ReentrantLock lock) {
        try {
            if (!lock.tryLock(Deadline.leftOf(PATIENCE).toNanos(), TimeUnit.NANOSECONDS)) {
                throw Problem.unavailable("too many want the same at once", PAUSE, null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the request was interrupted", PAUSE, interrupted);
        }
    }
}
