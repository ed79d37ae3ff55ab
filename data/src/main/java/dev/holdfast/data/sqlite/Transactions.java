package dev.holdfast.data.sqlite;

import dev.holdfast.Exchange;
import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.store.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs code in transactions of one writer, and knows the one the current thread is in. */
final class Transactions {

    private static final String NESTED = "nested";

    private final Scope<Transaction> scope = new Scope<>();
    private final Writer writer;
    private final Supplier<Duration> left;

    Transactions(Writer writer, Supplier<Duration> left) {
        this.writer = writer;
        this.left = left;
    }

    /** Runs work within the transaction of the current thread; empty where it is in none. */
    <R> Optional<Outcome<R>> join(Work<R> work) throws SQLException {
        var current = scope.current();
        return current.isPresent() ? Optional.of(new Outcome<>(current.get().run(work, left.get()))) : Optional.empty();
    }

    /** What work came to. */
    record Outcome<R>(R value) {}

    <R extends @Nullable Object, X extends Throwable> R run(ScopedValue.CallableOp<? extends R, X> body)
            throws X, SQLException {
        var outer = scope.current();
        if (outer.isPresent()) {
            return nested(outer.get(), body);
        }
        var transaction = new Transaction();
        timed(() -> {
            writer.alone(transaction);
            transaction.granted().await(left.get());
        });
        return body(transaction, body);
    }

    private <R extends @Nullable Object, X extends Throwable> R body(
            Transaction transaction, ScopedValue.CallableOp<? extends R, X> body) throws X, SQLException {
        R result;
        try {
            result = scope.call(transaction, body);
        } catch (Throwable failure) {
            undo(failure, () -> transaction.finish(false, left.get()));
            throw failure;
        }
        timed(() -> transaction.finish(true, left.get()));
        return result;
    }

    private <R extends @Nullable Object, X extends Throwable> R nested(
            Transaction outer, ScopedValue.CallableOp<? extends R, X> body) throws X, SQLException {
        outer.words("SAVEPOINT " + NESTED, left.get());
        R result;
        try {
            result = body.call();
        } catch (Throwable failure) {
            undo(failure, () -> {
                outer.words("ROLLBACK TO " + NESTED, left.get());
                outer.words("RELEASE " + NESTED, left.get());
            });
            throw failure;
        }
        outer.words("RELEASE " + NESTED, left.get());
        return result;
    }

    private interface Doing {
        void run() throws SQLException;
    }

    /** The steps between are counted where they are asked for. */
    private static void timed(Doing doing) throws SQLException {
        Exchange.<Boolean, SQLException>timed(Exchange.Part.DATABASE, () -> {
            doing.run();
            return true;
        });
    }

    /** What the body threw matters more than that the transaction was over already. */
    private static void undo(Throwable failure, Doing undoing) {
        try {
            undoing.run();
        } catch (SQLException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
