package dev.holdfast.data.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.sql.Dialect;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Slots;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one database: so many at once, a short and bounded wait for one of them, and no wait while it is away.
 *
 * <p>Threading: any thread borrows; a session belongs to the thread that borrowed it until it gives it back.
 */
final class Pool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final HikariDataSource connections;
    private final Dialect dialect;
    private final Slots slots;
    private final Outage outage = new Outage(BETWEEN_ATTEMPTS);
    private final Set<Session> borrowed = ConcurrentHashMap.newKeySet();

    Pool(Address address, DatabaseOptions options, Dialect dialect) {
        this.dialect = dialect;
        slots = new Slots(options.pool());
        connections = new HikariDataSource(config(address, options));
    }

    private static HikariConfig config(Address address, DatabaseOptions options) {
        var config = new HikariConfig();
        config.setPoolName("holdfast-postgres");
        config.setDataSource(address.source(options.timeout()));
        config.setMaximumPoolSize(options.pool());
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis() / 2);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Lends a session whose statements end by then; it has to be given back. */
    Session borrow(Duration left) {
        outage.enter();
        slots.take(left);
        var isLent = false;
        try {
            var session = session(left);
            isLent = true;
            outage.isOver();
            return session;
        } catch (SQLException failure) {
            outage.goesOn();
            throw Refusal.unavailable("the database cannot be reached", failure);
        } finally {
            if (!isLent) {
                slots.free();
            }
        }
    }

    private Session session(Duration left) throws SQLException {
        var connection = connection();
        try {
            // A server that is gone without a word is noticed by the silence; one that is there is told to stop before.
            connection.setNetworkTimeout(Runnable::run, (int) left.plus(MARGIN).toMillis());
        } catch (SQLException failure) {
            connections.evictConnection(connection);
            throw failure;
        }
        var session = new Session(connection, dialect);
        session.endsAt(System.nanoTime() + left.toNanos());
        borrowed.add(session);
        return session;
    }

    /** A caller that is interrupted while it waits says nothing about the database. */
    private Connection connection() throws SQLException {
        try {
            return connections.getConnection();
        } catch (SQLException failure) {
            if (failure.getCause() instanceof InterruptedException stopped) {
                throw Refusal.interrupted(stopped);
            }
            throw failure;
        }
    }

    /** Takes a session back. One that may be in the middle of something is closed for good. */
    void giveBack(Session session, boolean clean) {
        borrowed.remove(session);
        try {
            if (!clean || session.wasStopped()) {
                session.natively(Connection.class, connection -> {
                    connections.evictConnection(connection);
                    return true;
                });
            } else {
                session.close();
            }
        } catch (SQLException failure) {
            LOG.debug("a connection was not given back, and is not lent again", failure);
        } finally {
            slots.free();
        }
    }

    /** Returns the sessions that are in use, as they come and go. */
    Collection<Session> borrowed() {
        return borrowed;
    }

    /** Returns how many sessions are lent, and wanted. */
    Slots slots() {
        return slots;
    }

    @Override
    public void close() {
        connections.close();
    }
}
