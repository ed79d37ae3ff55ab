package dev.holdfast.data.postgres;

import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs code in serializable transactions, again where another one got in the way; knows the one the current thread is in. */
final class Transactions {

    private static final String NESTED = "nested";
    private static final long LONGEST_PAUSE = 100;

    private final Scope<Transaction> scope = new Scope<>();
    private final Pool pool;
    private final Supplier<Duration> left;

    Transactions(Pool pool, Supplier<Duration> left) {
        this.pool = pool;
        this.left = left;
    }

    Optional<Transaction> current() {
        return scope.current();
    }

    <R extends @Nullable Object, X extends Throwable> R run(ScopedValue.CallableOp<? extends R, X> body)
            throws X, SQLException {
        var outer = scope.current();
        return outer.isPresent() ? nested(outer.get(), body) : again(body);
    }

    private <R extends @Nullable Object, X extends Throwable> R again(ScopedValue.CallableOp<? extends R, X> body)
            throws X, SQLException {
        var end = System.nanoTime() + left.get().toNanos();
        for (var number = 1; ; number++) {
            var transaction = new Transaction(pool.borrow(until(end)), () -> until(end));
            var isWhole = false;
            try {
                transaction.words("BEGIN ISOLATION LEVEL SERIALIZABLE");
                R result = scope.call(transaction, body);
                transaction.words("COMMIT");
                isWhole = true;
                return result;
            } catch (Throwable failure) {
                isWhole = transaction.undo(failure);
                // Where the connection is lost nobody knows what became of a COMMIT, and it must not be done twice.
                if (!isWhole || !transaction.isConflicting() || System.nanoTime() - end >= 0) {
                    throw failure;
                }
            } finally {
                pool.giveBack(transaction.session(), isWhole);
            }
            pause(number);
        }
    }

    private static <R extends @Nullable Object, X extends Throwable> R nested(
            Transaction outer, ScopedValue.CallableOp<? extends R, X> body) throws X, SQLException {
        outer.words("SAVEPOINT " + NESTED);
        R result;
        try {
            result = body.call();
        } catch (Throwable failure) {
            outer.backTo(NESTED, failure);
            throw failure;
        }
        outer.words("RELEASE " + NESTED);
        return result;
    }

    /** What is left of the time for all attempts together, and of the request's if that is less. */
    private Duration until(long end) {
        var ours = Duration.ofNanos(end - System.nanoTime());
        if (!ours.isPositive()) {
            throw Refusal.unavailable("the transaction took too long and was undone", null);
        }
        var theirs = left.get();
        return ours.compareTo(theirs) < 0 ? ours : theirs;
    }

    /** Longer each time and never alike for two, so that those that met do not meet again. */
    private static void pause(int number) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, Math.min(LONGEST_PAUSE, 4L << Math.min(number, 10))));
        } catch (InterruptedException stopped) {
            throw Refusal.interrupted(stopped);
        }
    }
}
