package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.Exchange;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs code in transactions, again where another one got in the way, and knows the one the current thread is in. */
final class Transactions {

    private static final int LONGEST_PAUSE = 50;

    private final Scope<MongoTransaction> scope = new Scope<>();
    private final MongoClient client;
    private final MongoDatabase database;
    private final Tally tally;

    Transactions(MongoClient client, MongoDatabase database, Tally tally) {
        this.client = client;
        this.database = database;
        this.tally = tally;
    }

    /** Returns the transaction of the current thread. */
    Optional<MongoTransaction> current() {
        return scope.current();
    }

    /** What a body came to. */
    private record Outcome<R extends @Nullable Object>(R value) {}

    /** Runs the body within the transaction of the current thread. */
    <R extends @Nullable Object, X extends Throwable> R nested(
            MongoTransaction outer, ScopedValue.CallableOp<? extends R, X> body) throws X {
        outer.refuseEnded();
        try {
            return body.call();
        } catch (Throwable failure) {
            outer.partFailed(failure);
            throw failure;
        }
    }

    /** Runs the body as a transaction of its own. */
    <R extends @Nullable Object, X extends Throwable> R run(Duration left, ScopedValue.CallableOp<? extends R, X> body)
            throws X {
        var end = System.nanoTime() + left.toNanos();
        for (var attempt = 1; ; attempt++) {
            try (var session = begun(end)) {
                var outcome = attempt(session, end, body);
                if (outcome.isPresent()) {
                    return outcome.get().value();
                }
            }
            pause(attempt, end);
        }
    }

    /** The time that is left counts from here to the commit. */
    private ClientSession begun(long end) {
        try {
            var session = client.startSession();
            session.startTransaction(TransactionOptions.builder()
                    .readConcern(ReadConcern.SNAPSHOT)
                    .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                    .readPreference(ReadPreference.primary())
                    .timeout(Math.max(1, millisTo(end)), TimeUnit.MILLISECONDS)
                    .build());
            return session;
        } catch (MongoException failure) {
            throw Errors.passing(failure);
        }
    }

    /** Empty where the body is to be run again. */
    private <R extends @Nullable Object, X extends Throwable> Optional<Outcome<R>> attempt(
            ClientSession session, long end, ScopedValue.CallableOp<? extends R, X> body) throws X {
        var transaction = new MongoTransaction(database, session);
        R result;
        try {
            result = scope.call(transaction, body);
        } catch (Throwable failure) {
            abort(session);
            if (transaction.passing() && millisTo(end) > 0) {
                return Optional.empty();
            }
            throw failure;
        }
        if (transaction.passing()) {
            abort(session);
            return Optional.empty();
        }
        transaction.refuseEnded();
        if (millisTo(end) <= 0) {
            abort(session);
            throw Refusal.unavailable("the transaction took too long", null);
        }
        return timed(() -> isCommitted(session, end)) ? stored(transaction, result) : Optional.empty();
    }

    /** An interrupted thread cannot talk to the server, which would hold on to the transaction until it tires of it. */
    private static void abort(ClientSession session) {
        var isInterrupted = Thread.interrupted();
        try {
            timed(session::abortTransaction);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <R extends @Nullable Object> Optional<Outcome<R>> stored(MongoTransaction transaction, R result) {
        tally.stored(transaction.calls());
        return Optional.of(new Outcome<>(result));
    }

    /** False where another transaction got in the way at the last moment. */
    private static boolean isCommitted(ClientSession session, long end) {
        for (var attempt = 1; ; attempt++) {
            try {
                session.commitTransaction();
                return true;
            } catch (MongoException failure) {
                if (!failure.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)) {
                    return refused(failure);
                }
                if (millisTo(end) <= 0) {
                    throw Refusal.unavailable(
                            "the database did not say in time whether the transaction was stored", failure);
                }
            }
            pause(attempt, end);
        }
    }

    private static boolean refused(MongoException failure) {
        if (Errors.isTransient(failure)) {
            return false;
        }
        throw Errors.code(failure) == Errors.TAKEN
                ? new DatabaseFailure("the transaction was refused when it was to be stored", failure)
                : Errors.passing(failure);
    }

    private static void pause(int attempt, long end) {
        if (millisTo(end) <= 0) {
            throw Refusal.unavailable("the database is busy", null);
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, Math.min(LONGEST_PAUSE, 4 * attempt) + 1));
        } catch (InterruptedException stopped) {
            throw Refusal.interrupted(stopped);
        }
    }

    private static long millisTo(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /** The calls between are counted where they are made. */
    private static void timed(Runnable doing) {
        timed(() -> {
            doing.run();
            return true;
        });
    }

    private static boolean timed(Supplier<Boolean> doing) {
        return Exchange.<Boolean, RuntimeException>timed(Exchange.Part.DATABASE, doing::get);
    }
}
