package dev.holdfast.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The right to interrupt one thread in one piece of its work: at most once, and never after that has ended.
 *
 * <p>Threading: the working thread ends it; any other interrupts.
 */
final class Interruption {

    private enum State {
        WORKING,
        INTERRUPTING,
        INTERRUPTED,
        ENDED,
        ABANDONED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);
    private final Thread thread = Thread.currentThread();
    private volatile long interruptedAt;

    /** Interrupts the work; false where that was done before or there is none any more. */
    boolean interrupt() {
        if (!state.compareAndSet(State.WORKING, State.INTERRUPTING)) {
            return false;
        }
        interruptedAt = System.nanoTime();
        thread.interrupt();
        state.set(State.INTERRUPTED);
        return true;
    }

    /** Says whether the work is under way and was interrupted. */
    boolean isInterrupted() {
        var now = state.get();
        return now == State.INTERRUPTING || now == State.INTERRUPTED;
    }

    /** Gives the work up where it goes on that long after its interrupt; true once, and from then on its end finds nobody. */
    boolean abandon(Duration after) {
        return state.get() == State.INTERRUPTED
                && System.nanoTime() - interruptedAt >= after.toNanos()
                && state.compareAndSet(State.INTERRUPTED, State.ABANDONED);
    }

    /**
     * Ends the work, and takes back an interrupt that it did not notice: what its thread does next is not meant. Called by that
     * thread, as often as it likes.
     *
     * @return whether somebody still waits for the work
     */
    @SuppressWarnings("ThreadPriorityCheck") // the other thread is between two instructions
    boolean end() {
        while (!state.compareAndSet(State.WORKING, State.ENDED)
                && !state.compareAndSet(State.INTERRUPTED, State.ENDED)
                && state.get() == State.INTERRUPTING) {
            Thread.yield();
        }
        var _ = Thread.interrupted();
        return state.get() == State.ENDED;
    }

    /** Returns where the thread is at the moment. */
    StackTraceElement[] place() {
        return thread.getStackTrace();
    }
}
