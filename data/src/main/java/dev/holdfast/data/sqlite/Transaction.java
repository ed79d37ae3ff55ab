package dev.holdfast.data.sqlite;

import dev.holdfast.data.sql.Gateway.Work;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A transaction as the thread sees it whose code it runs: it hands each step to the writer and waits for it.
 *
 * <p>Threading: only the thread that began it may use it.
 */
final class Transaction {

    /** One step at a time, but those of an interrupted caller may lie there until the writer passes them over. */
    private static final int MOST_LEFT_BEHIND = 16;

    private final Thread owner = Thread.currentThread();
    private final Mailbox<Step> steps = new Mailbox<>(MOST_LEFT_BEHIND);
    private final Reply<Boolean> granted = new Reply<>();

    Mailbox<Step> steps() {
        return steps;
    }

    /** Answers when the connection is ours. */
    Reply<Boolean> granted() {
        return granted;
    }

    <R> R run(Work<R> work, Duration left) throws SQLException {
        var unit = new Step.Unit<>(work, System.nanoTime() + left.toNanos());
        return hand(unit, unit.reply(), left);
    }

    void words(String words, Duration left) throws SQLException {
        var reply = new Reply<Boolean>();
        hand(new Step.Words(words, reply), reply, left);
    }

    void finish(boolean storing, Duration left) throws SQLException {
        var reply = new Reply<Boolean>();
        hand(new Step.Finish(storing, reply), reply, left);
    }

    private <R> R hand(Step step, Reply<R> reply, Duration left) throws SQLException {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a transaction stays on the thread that began it");
        }
        steps.offer(step);
        return reply.await(left);
    }
}
