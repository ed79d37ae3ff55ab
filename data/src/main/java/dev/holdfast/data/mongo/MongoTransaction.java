package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import dev.holdfast.data.DatabaseFailure;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the thread sees it whose code it runs. MongoDB undoes the whole of it when one call fails, and has no way
 * back to the middle: from then on nothing may be done in it that would look as if it were stored.
 *
 * <p>Threading: only the thread that began it may use it.
 */
final class MongoTransaction {

    private final Thread owner = Thread.currentThread();
    private final MongoDatabase database;
    private @Nullable Throwable end;
    private boolean passing;
    private long calls;

    MongoTransaction(MongoDatabase database, ClientSession session) {
        this.database = SessionBound.of(database, session, this::failed);
    }

    /** Returns the database as this transaction sees it. */
    MongoDatabase database() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a transaction stays on the thread that began it");
        }
        refuseEnded();
        calls++;
        return database;
    }

    /** Fails where the transaction was undone. */
    void refuseEnded() {
        if (end != null) {
            throw new DatabaseFailure(
                    "this transaction was undone when something in it failed (%s): MongoDB has no savepoints, so let the failure leave the body of the transaction"
                            .formatted(end.getMessage()),
                    end);
        }
    }

    /** Notes that the server has undone it. */
    void failed(MongoException error) {
        if (end == null) {
            end = error;
            passing = Errors.isTransient(error);
        }
    }

    /** Notes that a part of it was to be undone, which cannot be done alone. */
    void partFailed(Throwable failure) {
        if (end == null) {
            end = failure;
        }
    }

    /** Says whether it failed only because another one got in the way. */
    boolean passing() {
        return passing;
    }

    /** Returns how often the database was called. */
    long calls() {
        return calls;
    }
}
