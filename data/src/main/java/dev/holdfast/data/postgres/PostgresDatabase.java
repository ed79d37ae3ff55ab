package dev.holdfast.data.postgres;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.data.Capabilities;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Model;
import dev.holdfast.data.NativeWork;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Statistics;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.sql.Gateway;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.sql.SqlRepository;
import dev.holdfast.data.sql.Watchdog;
import dev.holdfast.data.store.Attempts;
import dev.holdfast.data.store.Cursors;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of a PostgreSQL server.
 *
 * <p>Threading: any number of threads; each call holds a connection for as long as it takes, a transaction for all of it.
 */
public final class PostgresDatabase implements Database, Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Pool pool;
    private final String version;
    private final PostgresDialect dialect;
    private final Watchdog watchdog;
    private final Transactions transactions;
    private final Duration timeout;
    private final List<Schema> schemas;
    private final Cursors cursors;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder commits = new LongAdder();

    private PostgresDatabase(Address address, String version, PostgresDialect dialect, DatabaseOptions options) {
        this.version = version;
        this.dialect = dialect;
        this.pool = new Pool(address, options, dialect);
        this.watchdog = new Watchdog(pool.borrowed());
        this.timeout = options.timeout();
        this.schemas = options.schemas();
        this.transactions = new Transactions(pool, this::left);
        this.cursors = new Cursors(options.cursorKey());
        this.clock = options.clock();
    }

    /** Opens the database the options name: tries a few times to reach it, migrates, and compares models with tables. */
    public static PostgresDatabase open(DatabaseOptions options) {
        var address = Address.parse(options.url());
        var dialect = new PostgresDialect();
        var version = Attempts.AT_START.reach(
                address.toString(), () -> new Opening(address, options, dialect).run(), Opening::isWorthAnotherTry);
        var database = new PostgresDatabase(address, version, dialect, options);
        database.watchdog.start();
        LOG.info("{}, version {}, {} connections", address, version, options.pool());
        return database;
    }

    @Override
    public <T extends Record, ID> Repository<T, ID> repository(Model<T, ID> model) {
        return new SqlRepository<>(RecordModel.in(schemas, model), this, dialect, cursors, clock);
    }

    @Override
    public <R> R read(Reach reach, Work<R> work) throws SQLException {
        return Exchange.<R, SQLException>timed(Exchange.Part.DATABASE, () -> {
            var current = transactions.current();
            return current.isPresent() ? current.get().run(work) : alone(work);
        });
    }

    @Override
    public <R> R write(Work<R> work) throws SQLException {
        return Exchange.<R, SQLException>timed(Exchange.Part.DATABASE, () -> {
            var current = transactions.current();
            return current.isPresent() ? current.get().run(work) : stored(alone(work));
        });
    }

    @Override
    public <R> R together(Work<R> work) throws SQLException {
        if (transactions.current().isPresent()) {
            return write(work);
        }
        return Exchange.<R, SQLException>timed(
                Exchange.Part.DATABASE,
                () -> stored(transactions.<R, SQLException>run(
                        () -> transactions.current().orElseThrow().run(work))));
    }

    private <R> R alone(Work<R> work) throws SQLException {
        var session = pool.borrow(left());
        var isClean = true;
        try {
            return work.on(session);
        } catch (Error anywhere) {
            isClean = false;
            throw anywhere;
        } finally {
            pool.giveBack(session, isClean);
        }
    }

    private <R> R stored(R result) {
        commits.increment();
        return result;
    }

    @Override
    public <R extends @Nullable Object, X extends Throwable> R inTransaction(
            ScopedValue.CallableOp<? extends R, X> body) throws X {
        try {
            var isOutermost = transactions.current().isEmpty();
            R result = transactions.run(body);
            if (isOutermost) {
                commits.increment();
            }
            return result;
        } catch (SQLException failure) {
            throw PostgresDialect.passing(failure);
        }
    }

    @Override
    public <N, R> R natively(Class<N> driver, NativeWork<N, R> work) {
        try {
            return together(session -> session.natively(driver, work));
        } catch (SQLException failure) {
            throw PostgresDialect.passing(failure);
        }
    }

    @Override
    public void ping() {
        try {
            read(Reach.POINT, PostgresDatabase::one);
        } catch (SQLException failure) {
            throw PostgresDialect.passing(failure);
        }
    }

    private static int one(Session session) throws SQLException {
        return session.rows(new Sql("SELECT 1"), (row, _) -> row.getInt(1)).getFirst();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("PostgreSQL", version, true, true, true, true);
    }

    @Override
    public Statistics statistics() {
        var slots = pool.slots();
        var stored = commits.sum(); // each of them is one unit of work
        return new Statistics(stored, stored, slots.waiting(), slots.busy(), slots.size());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (pool) {
            pool.slots().close(DRAIN);
            watchdog.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration left() {
        return Deadline.stillLeftOf(timeout);
    }
}
