package dev.holdfast.data.postgres;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Progress;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.sql.TableCheck;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Makes sure that a database is one we can use, brings it up to date, and learns what its constraints are called. */
record Opening(Address address, DatabaseOptions options, PostgresDialect dialect) {

    /** Any number that no other program is likely to take. */
    private static final String LOCK = "pg_try_advisory_lock(4831960263)";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final long FAR = Duration.ofDays(1).toNanos();

    /** A server that says no will say no again. */
    static boolean isWorthAnotherTry(Exception failure) {
        return failure instanceof SQLException error && PostgresDialect.isAway(error);
    }

    /** Work that one program at a time does. */
    private interface Turn {
        void on(Session session, Migrator migrator) throws SQLException;
    }

    /** Returns the version of the server. */
    String run() throws SQLException {
        return inTurn((_, migrator) -> {
            if (options.migrating()) {
                migrator.apply(options.schemas(), Progress.UNHEARD);
            } else {
                migrator.refusePending(options.schemas());
            }
        });
    }

    /** Applies what is pending, whatever the options say of a start. */
    void migrate(Progress progress) throws SQLException {
        inTurn((_, migrator) -> migrator.apply(options.schemas(), progress));
    }

    private String inTurn(Turn turn) throws SQLException {
        var source = address.source(options.timeout());
        try (var session = session(source)) {
            var version = setting(session, "server_version");
            refuseOtherText(session);
            awaitTurn(session);
            turn.on(session, new Migrator(PostgresDialect.KIND, source, session));
            compare(session);
            return version;
        }
    }

    /** Returns a session for work that takes its time. */
    Session session(DataSource source) throws SQLException {
        var session = new Session(source.getConnection(), dialect);
        session.endsAt(System.nanoTime() + FAR);
        return session;
    }

    private void compare(Session session) throws SQLException {
        var models = RecordModel.all(options.schemas());
        var catalog = new PostgresCatalog(session);
        TableCheck.compare(catalog, models);
        dialect.knowing(
                catalog.constraints(models.stream().map(RecordModel::table).toList()));
    }

    /**
     * One program at a time: the others wait here, and then find everything done. They ask again and again, since a statement
     * that waits would keep CREATE INDEX CONCURRENTLY waiting for it.
     */
    private void awaitTurn(Session session) throws SQLException {
        while (!session.rows(new Sql("SELECT " + LOCK), (row, _) -> row.getBoolean(1))
                .getFirst()) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new DatabaseFailure("the wait for the migrations of " + address + " was interrupted", stopped);
            }
        }
    }

    private void refuseOtherText(Session session) throws SQLException {
        var encoding = setting(session, "server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new DatabaseFailure(
                    "%s keeps text as %s, and not every letter has a place in that: make the database with ENCODING 'UTF8'"
                            .formatted(address, encoding),
                    null);
        }
    }

    private static String setting(Session session, String name) throws SQLException {
        return session.rows(Sql.of("SELECT current_setting(?)", name), (row, _) -> row.getString(1))
                .getFirst();
    }
}
