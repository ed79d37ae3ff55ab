package dev.holdfast.data.sql;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.NativeWork;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements.
 *
 * <p>Threading: used by one thread at a time; {@link #expire} may be called by any.
 */
public final class Session implements AutoCloseable {

    private static final int MOST_STATEMENTS = 64;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    private @Nullable Statement running;
    private long end;
    private boolean stopped;

    /** A session that owns the connection from now on. */
    public Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * Reads one row of a result.
     *
     * @param <R> what is read
     */
    @FunctionalInterface
    public interface RowReader<R> {

        /** Reads the row the result stands on. */
        R read(ResultSet row, Dialect dialect) throws SQLException;
    }

    /** Runs a statement that answers with rows. */
    public <R> List<R> rows(Sql sql, RowReader<R> reader) throws SQLException {
        var statement = prepared(sql);
        try (var result = statement.executeQuery()) {
            var rows = new ArrayList<R>();
            while (result.next()) {
                rows.add(reader.read(result, dialect));
            }
            return rows;
        } catch (SQLException failure) {
            finish();
            forget(sql.text(), failure);
            throw failure;
        } finally {
            finish();
        }
    }

    /** Runs a statement that changes rows, and returns how many. */
    public long change(Sql sql) throws SQLException {
        var statement = prepared(sql);
        try {
            return statement.executeLargeUpdate();
        } catch (SQLException failure) {
            finish();
            forget(sql.text(), failure);
            throw failure;
        } finally {
            finish();
        }
    }

    /** Runs a statement several times, with other values each time, and returns how often. */
    public int changeAll(List<Sql> same) throws SQLException {
        var first = same.getFirst();
        var statement = prepared(first);
        try {
            for (var sql : same) {
                bind(statement, sql);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        } catch (BatchUpdateException several) {
            finish();
            forget(first.text(), several);
            throw several.getCause() instanceof SQLException failure ? failure : several;
        } catch (SQLException | RuntimeException failure) {
            // It may hold some of the values already, and the next batch would store them.
            finish();
            forget(first.text(), failure);
            throw failure;
        } finally {
            finish();
        }
    }

    /** Lets work have the connection itself, for what it is meant for. */
    public <N, R> R natively(Class<N> driver, NativeWork<N, R> work) throws SQLException {
        if (driver != Connection.class) {
            throw new IllegalArgumentException(
                    "this database is reached by " + Connection.class.getName() + ", not by " + driver);
        }
        try {
            return work.with(driver.cast(connection));
        } catch (SQLException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new DatabaseFailure("the work on the connection failed: " + failure.getMessage(), failure);
        }
    }

    /** Runs fixed words of the language. */
    public void run(String words) throws SQLException {
        change(new Sql(words));
    }

    /** Gives everything until the next call of this method the same end, in terms of {@link System#nanoTime}. */
    public synchronized void endsAt(long nanos) {
        end = nanos;
    }

    /** Stops the running statement where its end has passed. */
    public synchronized void expire(long now) throws SQLException {
        if (running != null && now - end > 0) {
            stopped = true;
            running.cancel();
        }
    }

    /** Says whether a statement was told to stop: the word may still be on its way, and meet a later one. */
    public synchronized boolean wasStopped() {
        return stopped;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepared(Sql sql) throws SQLException {
        var statement = statements.get(sql.text());
        if (statement == null) {
            statement = connection.prepareStatement(sql.text());
            keep(sql.text(), statement);
        }
        bind(statement, sql);
        begin(statement);
        return statement;
    }

    private void bind(PreparedStatement statement, Sql sql) throws SQLException {
        var values = sql.values();
        for (var index = 0; index < values.size(); index++) {
            dialect.bind(statement, index + 1, values.get(index));
        }
    }

    /** The driver closes some statements that fail: one that is kept all the same, as ROLLBACK is, would fail for ever after. */
    private void forget(String text, Exception failure) {
        var failed = statements.remove(text);
        if (failed == null) {
            return;
        }
        try {
            failed.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private void keep(String text, PreparedStatement statement) throws SQLException {
        statements.put(text, statement);
        if (statements.size() > MOST_STATEMENTS) {
            var oldest = statements.entrySet().iterator();
            var closing = oldest.next().getValue();
            oldest.remove();
            closing.close();
        }
    }

    private synchronized void begin(Statement statement) {
        running = statement;
    }

    /** After this the statement cannot be stopped any more, so that no later one is stopped in its place. */
    private synchronized void finish() {
        running = null;
    }
}
