package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Opens the connections of one file, set the way Holdfast needs them. */
final class Connections {

    private static final SqliteVersion FLOOR = new SqliteVersion(3, 51, 3);
    private static final int BUSY_MILLIS = 5_000;
    private static final int NOT_A_DATABASE = 26;

    private static final List<String> SHARED = List.of(
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA mmap_size = 0");

    private static final List<String> WRITING = List.of(
            "PRAGMA cache_size = -32000", "PRAGMA journal_size_limit = 67108864", "PRAGMA wal_autocheckpoint = 1000");

    private static final List<String> READING =
            List.of("PRAGMA cache_size = -8000", "PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = ON");

    private final Path file;

    Connections(Path file) {
        this.file = file;
    }

    Connection plain() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false);
        return config.createConnection(url());
    }

    DataSource source() {
        var source = new SQLiteDataSource();
        source.setUrl(url());
        return source;
    }

    /** A connection that changes nothing, beside whoever has the file. */
    Connection readOnly() throws SQLException {
        return readOnlySource().getConnection();
    }

    DataSource readOnlySource() {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        var source = new SQLiteDataSource(config);
        source.setUrl(url());
        return source;
    }

    /** Empty databases in memory, one for each connection. */
    static DataSource nowhere() {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite::memory:");
        return source;
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    Session writer() throws SQLException {
        var connection = plain();
        try (var statement = connection.createStatement()) {
            try (var mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!mode.next() || !mode.getString(1).equals("wal")) {
                    throw new DatabaseFailure(file + " cannot keep a write-ahead log: is it on a network disk?", null);
                }
            }
            return session(connection, WRITING);
        } catch (SQLException failure) {
            connection.close();
            if (SqliteDialect.code(failure) == NOT_A_DATABASE) {
                throw new DatabaseFailure(file + " is not a SQLite database", failure);
            }
            throw failure;
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    Session reader() throws SQLException {
        return session(plain(), READING);
    }

    private static Session session(Connection connection, List<String> more) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var pragma : SHARED) {
                statement.execute(pragma);
            }
            for (var pragma : more) {
                statement.execute(pragma);
            }
        }
        leaveTransactionsToUs(connection);
        return new Session(connection, new SqliteDialect());
    }

    /** Transactions are begun and ended by statements; the driver would wrap one of its own around each of them. */
    private static void leaveTransactionsToUs(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
    }

    /** Returns the version of the library; refuses one that is known to damage files. */
    static String version(Session session) throws SQLException {
        var version = session.rows(new Sql("SELECT sqlite_version()"), (row, _) -> row.getString(1))
                .getFirst();
        if (SqliteVersion.parse(version).compareTo(FLOOR) < 0) {
            throw new DatabaseFailure(
                    "SQLite %s can damage a database with a write-ahead log: version %s or newer is needed"
                            .formatted(version, FLOOR),
                    null);
        }
        return version;
    }
}
