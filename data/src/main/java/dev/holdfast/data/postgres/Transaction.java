package dev.holdfast.data.postgres;

import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One attempt at a transaction: each write is in a savepoint of its own, so that one that fails leaves the others alone.
 *
 * <p>Threading: only the thread that began it may use it.
 */
final class Transaction {

    private static final String UNIT = "unit";
    private static final Duration TO_UNDO = Duration.ofSeconds(2);

    private final Thread owner = Thread.currentThread();
    private final Session session;
    private final Supplier<Duration> left;
    private boolean conflicting;

    Transaction(Session session, Supplier<Duration> left) {
        this.session = session;
        this.left = left;
    }

    Session session() {
        return session;
    }

    /** Says whether another transaction got in the way of this one, whatever its body made of that. */
    boolean isConflicting() {
        return conflicting;
    }

    <R> R run(Work<R> work) throws SQLException {
        words("SAVEPOINT " + UNIT);
        R result;
        try {
            result = work.on(session);
        } catch (SQLException | RuntimeException | Error failure) {
            note(failure);
            backTo(UNIT, failure);
            throw failure;
        }
        words("RELEASE " + UNIT);
        return result;
    }

    void words(String words) throws SQLException {
        stays();
        words(words, left.get());
    }

    private void words(String words, Duration within) throws SQLException {
        session.endsAt(System.nanoTime() + within.toNanos());
        try {
            session.run(words);
        } catch (SQLException failure) {
            note(failure);
            throw failure;
        }
    }

    /** Takes back what was done since the savepoint; where that fails the whole transaction will. */
    void backTo(String savepoint, Throwable failure) {
        try {
            words("ROLLBACK TO " + savepoint, TO_UNDO);
            words("RELEASE " + savepoint, TO_UNDO);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    /** Takes everything back; false where the connection is not good for anything else. */
    boolean undo(Throwable failure) {
        if (failure instanceof SQLException error && PostgresDialect.isAway(error)) {
            return false;
        }
        try {
            words("ROLLBACK", TO_UNDO);
            return true;
        } catch (SQLException second) {
            failure.addSuppressed(second);
            return false;
        }
    }

    private void note(Throwable failure) {
        conflicting |= failure instanceof SQLException error && PostgresDialect.isConflict(error);
    }

    private void stays() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a transaction stays on the thread that began it");
        }
    }
}
