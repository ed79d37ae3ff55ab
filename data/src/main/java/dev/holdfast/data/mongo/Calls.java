package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Slots;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to the server: within the transaction of the calling thread where there is one, otherwise in a slot of its own; never
 * longer than there is time for.
 *
 * <p>Threading: any thread.
 */
final class Calls {

    private final MongoDatabase database;
    private final Slots slots;
    private final Transactions transactions;
    private final boolean transactional;
    private final Duration timeout;
    private final Tally tally;

    Calls(
            MongoDatabase database,
            Slots slots,
            Transactions transactions,
            boolean transactional,
            Duration timeout,
            Tally tally) {
        this.database = database;
        this.slots = slots;
        this.transactions = transactions;
        this.transactional = transactional;
        this.timeout = timeout;
        this.tally = tally;
    }

    /** Reads; what fails is thrown as the caller of the driver would see it. */
    <R> R read(Function<MongoDatabase, R> work) {
        return Exchange.<R, RuntimeException>timed(Exchange.Part.DATABASE, () -> {
            var current = transactions.current();
            return current.isPresent() ? joined(current.get(), work) : alone(work);
        });
    }

    /** Writes one document. */
    <R> R write(Function<MongoDatabase, R> work) {
        var result = read(work);
        if (!isJoined()) {
            tally.stored(1);
        }
        return result;
    }

    /** Writes several documents, all or none where there are transactions. */
    <R> R writeSeveral(Function<MongoDatabase, R> work) {
        return transactional && !isJoined() ? inTransaction(() -> write(work)) : write(work);
    }

    /** Says whether what is done now is part of a transaction. */
    boolean isJoined() {
        return transactions.current().isPresent();
    }

    /** Says whether several writes that are made now are stored all or none. */
    boolean isAllOrNone() {
        return transactional;
    }

    <R extends @Nullable Object, X extends Throwable> R inTransaction(ScopedValue.CallableOp<? extends R, X> body)
            throws X {
        var outer = transactions.current();
        if (outer.isPresent()) {
            return transactions.nested(outer.get(), body);
        }
        if (!transactional) {
            throw new DatabaseFailure(
                    "this MongoDB has no transactions, because it is a single server: make it a replica set (one member is enough), or write so that each write stands alone",
                    null);
        }
        var left = left();
        return slots.<R, X>hold(left, () -> transactions.run(left, body));
    }

    private static <R> R joined(MongoTransaction transaction, Function<MongoDatabase, R> work) {
        try {
            return work.apply(transaction.database());
        } catch (MongoException failure) {
            transaction.failed(failure);
            throw failure;
        }
    }

    private <R> R alone(Function<MongoDatabase, R> work) {
        var left = left();
        var end = System.nanoTime() + left.toNanos();
        return slots.<R, RuntimeException>hold(left, () -> work.apply(timed(end)));
    }

    private MongoDatabase timed(long end) {
        var millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            throw Refusal.unavailable("the database took too long", null);
        }
        return database.withTimeout(millis, TimeUnit.MILLISECONDS);
    }

    private Duration left() {
        return Deadline.leftOf(timeout);
    }
}
