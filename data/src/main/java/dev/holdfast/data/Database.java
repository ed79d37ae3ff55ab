package dev.holdfast.data;

import dev.holdfast.data.mongo.MongoStore;
import dev.holdfast.data.postgres.PostgresDatabase;
import dev.holdfast.data.sqlite.SqliteDatabase;
import dev.holdfast.data.store.Scope;
import org.jspecify.annotations.Nullable;

/**
 * An open database.
 *
 * <p>Threading: any number of threads may call; none of them ever runs native code for long on a virtual thread.
 */
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase, MongoStore {

    /**
     * Opens the database, applies what migrations are pending and compares every model with its table.
     *
     * @throws DatabaseFailure where it cannot be opened, a migration fails, or the tables differ from the models
     * @throws IllegalArgumentException where the scheme of the address is not known
     */
    static Database open(DatabaseOptions options) {
        return switch (options.scheme()) {
            case SQLITE -> SqliteDatabase.open(options);
            case POSTGRES -> PostgresDatabase.open(options);
            case MONGODB -> MongoStore.open(options);
        };
    }

    /** Says whether the current thread is inside a transaction of any database. */
    static boolean inTransactionNow() {
        return Scope.any();
    }

    /**
     * Returns the stored records of a model.
     *
     * @throws IllegalArgumentException where the model is in no schema of the options the database was opened with
     */
    <T extends Record, ID> Repository<T, ID> repository(Model<T, ID> model);

    /**
     * Runs the body as one transaction: all of its writes are stored, or none when it throws. A transaction inside a
     * transaction is part of it. A write that is refused undoes itself alone, where {@link Capabilities#savepoints} says so: a
     * body that catches the problem goes on.
     *
     * <p>Transactions are serializable: each sees the records as if it were the only one; on MongoDB each sees them as they were when
     * it began, and two of them never change the same record. Where another one got in the way, the
     * body is run again from its beginning, until the time is up; so it does nothing that cannot be done twice. The body has a
     * few seconds, then the transaction is undone; it must not hand its work to other threads.
     *
     * @throws X what the body throws
     * @throws DatabaseFailure where the database has no transactions, see {@link Capabilities#transactions}
     */
    <R extends @Nullable Object, X extends Throwable> R inTransaction(ScopedValue.CallableOp<? extends R, X> body)
            throws X;

    /**
     * Does what the interface does not say, with the driver's own types: one write, or a part of the transaction it is called in.
     *
     * <p>The work may be done again from its beginning after it was taken back, so it does nothing that cannot be done twice: on
     * PostgreSQL where another transaction got in the way, on SQLite where another write that was to be stored with it failed and
     * took both down, and everywhere with the body of the transaction that it is a part of.
     *
     * @param driver {@code java.sql.Connection} on SQLite and PostgreSQL, {@code com.mongodb.client.MongoDatabase} on MongoDB
     * @param work what to do; it must neither commit, nor close what it is given, nor keep it
     * @throws IllegalArgumentException where the database has no such type
     */
    <N, R> R natively(Class<N> driver, NativeWork<N, R> work);

    /** Asks the database for a sign of life; a problem of kind {@code UNAVAILABLE} where there is none. */
    void ping();

    /** Returns what this database can do. */
    Capabilities capabilities();

    /** Returns what it has done since it was opened. */
    Statistics statistics();

    /** Refuses new work, finishes what was accepted, and closes. */
    @Override
    void close();
}
