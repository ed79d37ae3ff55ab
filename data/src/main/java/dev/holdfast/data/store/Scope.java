package dev.holdfast.data.store;

import dev.holdfast.concurrent.Parallel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that the current thread is in, of one database.
 *
 * @param <C> what a transaction is to that database
 */
public final class Scope<C> {

    private static final ScopedValue<Boolean> ANY = ScopedValue.newInstance();

    private final ScopedValue<C> current = ScopedValue.newInstance();

    /** Says whether the current thread is in a transaction of any database. */
    public static boolean any() {
        return ANY.isBound();
    }

    /** Returns the transaction of the current thread; empty where it is in none. */
    public Optional<C> current() {
        return current.isBound() ? Optional.of(current.get()) : Optional.empty();
    }

    /** Runs the body within the transaction. */
    public <R extends @Nullable Object, X extends Throwable> R call(
            C transaction, ScopedValue.CallableOp<? extends R, X> body) throws X {
        return ScopedValue.where(current, transaction)
                .where(ANY, true)
                .where(Parallel.FORBIDDEN, "a transaction stays on the thread that began it")
                .call(body);
    }
}
