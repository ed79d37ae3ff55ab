package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Progress;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.sql.TableCheck;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database file that is ours, is up to date and fits its models, with its connections.
 *
 * @param guard keeps other processes out
 * @param version the version of SQLite
 * @param writer the connection that writes
 * @param readers the connections that read
 */
record OpenFile(FileGuard guard, String version, Session writer, List<Session> readers) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);

    static OpenFile open(Path path, DatabaseOptions options) {
        var guard = FileGuard.of(path);
        var opened = new ArrayList<Session>();
        try {
            return open(guard, opened, options);
        } catch (SQLException failure) {
            release(guard, opened);
            throw new DatabaseFailure(
                    "the database at %s cannot be opened: %s".formatted(guard.file(), failure.getMessage()), failure);
        } catch (RuntimeException failure) {
            release(guard, opened);
            throw failure;
        }
    }

    private static OpenFile open(FileGuard guard, List<Session> opened, DatabaseOptions options) throws SQLException {
        var connections = new Connections(guard.file());
        var writer = connections.writer();
        opened.add(writer);
        var version = Connections.version(writer);
        var migrator = new Migrator(SqliteDialect.KIND, connections.source(), writer);
        if (options.migrating()) {
            migrator.apply(options.schemas(), Progress.UNHEARD);
        } else {
            migrator.refusePending(options.schemas());
        }
        TableCheck.compare(new SqliteCatalog(writer), RecordModel.all(options.schemas()));
        for (var reader = 0; reader < options.pool(); reader++) {
            opened.add(connections.reader());
        }
        return new OpenFile(guard, version, writer, List.copyOf(opened.subList(1, opened.size())));
    }

    Path path() {
        return guard.file();
    }

    List<Session> sessions() {
        var all = new ArrayList<>(readers);
        all.add(writer);
        return all;
    }

    @Override
    public void close() {
        try {
            writer.rows(new Sql("PRAGMA optimize"), (row, _) -> row.getString(1));
        } catch (SQLException failure) {
            LOG.warn("the statistics of {} were not refreshed", path(), failure);
        }
        release(guard, sessions());
    }

    /** The writer goes last, so that it is the one to fold the log into the file. */
    private static void release(FileGuard guard, List<Session> sessions) {
        for (var session : sessions) {
            try {
                session.close();
            } catch (SQLException failure) {
                LOG.warn("a connection to {} did not close", guard.file(), failure);
            }
        }
        guard.close();
    }
}
