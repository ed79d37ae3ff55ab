package dev.holdfast.data.sqlite;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.data.Capabilities;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Model;
import dev.holdfast.data.NativeWork;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Statistics;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.sql.Gateway;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.sql.SqlRepository;
import dev.holdfast.data.sql.Watchdog;
import dev.holdfast.data.store.Cursors;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database in one SQLite file: one writer, several readers.
 *
 * <p>Threading: see {@link Writer} and {@link Readers}.
 */
public final class SqliteDatabase implements Database, Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    /** A body that takes longer keeps every other writer waiting. */
    private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(5);

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final OpenFile file;
    private final Writer writer;
    private final Readers readers;
    private final Watchdog watchdog;
    private final Transactions transactions;
    private final Duration timeout;
    private final List<Schema> schemas;
    private final Cursors cursors;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteDatabase(OpenFile file, DatabaseOptions options, ReadsRun place) {
        this.file = file;
        timeout = options.timeout();
        schemas = options.schemas();
        cursors = new Cursors(options.cursorKey());
        clock = options.clock();
        writer = new Writer(file.writer(), TRANSACTION_LIMIT);
        readers = new Readers(file.readers(), place);
        watchdog = new Watchdog(file.sessions());
        transactions = new Transactions(writer, this::left);
    }

    /** Opens the file the options name. */
    public static SqliteDatabase open(DatabaseOptions options) {
        return open(options, ReadsRun.POINTS_IN_PLACE);
    }

    /** Opens the file the options name, with reads in a place of the caller's choice. */
    public static SqliteDatabase open(DatabaseOptions options, ReadsRun place) {
        var file = OpenFile.open(Path.of(options.location()), options);
        var database = new SqliteDatabase(file, options, place);
        database.writer.start();
        database.watchdog.start();
        LOG.info("SQLite {} at {}, {} readers", file.version(), file.path(), options.pool());
        return database;
    }

    @Override
    public <T extends Record, ID> Repository<T, ID> repository(Model<T, ID> model) {
        return new SqlRepository<>(RecordModel.in(schemas, model), this, new SqliteDialect(), cursors, clock);
    }

    @Override
    public <R> R read(Reach reach, Work<R> work) throws SQLException {
        return Exchange.<R, SQLException>timed(Exchange.Part.DATABASE, () -> {
            var joined = transactions.join(work);
            return joined.isPresent() ? joined.get().value() : readers.read(reach, work, left());
        });
    }

    @Override
    public <R> R write(Work<R> work) throws SQLException {
        return Exchange.<R, SQLException>timed(Exchange.Part.DATABASE, () -> {
            var joined = transactions.join(work);
            return joined.isPresent() ? joined.get().value() : writer.write(work, left());
        });
    }

    @Override
    public <R> R together(Work<R> work) throws SQLException {
        return write(work);
    }

    @Override
    public <R extends @Nullable Object, X extends Throwable> R inTransaction(
            ScopedValue.CallableOp<? extends R, X> body) throws X {
        try {
            return transactions.run(body);
        } catch (SQLException failure) {
            throw SqliteDialect.passing(failure);
        }
    }

    @Override
    public <N, R> R natively(Class<N> driver, NativeWork<N, R> work) {
        try {
            return write(session -> session.natively(driver, work));
        } catch (SQLException failure) {
            throw SqliteDialect.passing(failure);
        }
    }

    @Override
    public void ping() {
        try {
            read(Reach.POINT, session -> session.rows(new Sql("SELECT 1"), (row, _) -> row.getInt(1)));
        } catch (SQLException failure) {
            throw SqliteDialect.passing(failure);
        }
        if (!writer.alive()) {
            throw new DatabaseFailure("the writer has stopped", null);
        }
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("SQLite", file.version(), true, true, true, false);
    }

    @Override
    public Statistics statistics() {
        var commits = writer.commits();
        return new Statistics(commits.commits(), commits.writes(), writer.queued(), readers.busy(), readers.size());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.close(DRAIN);
            readers.close(DRAIN);
            watchdog.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            file.close();
        }
    }

    private Duration left() {
        return Deadline.leftOf(timeout);
    }
}
