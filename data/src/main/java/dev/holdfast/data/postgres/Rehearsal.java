package dev.holdfast.data.postgres;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Migrates a copy of a database, on the same server, and drops it. A copy that a killed rehearsal has left is dropped by the next.
 *
 * @param opening the database
 * @param progress what hears how it goes
 */
record Rehearsal(Opening opening, Progress progress) {

    /** Any number that no other program is likely to take. */
    private static final String LOCK = "pg_try_advisory_lock(4831960264)";

    private static final String IN_USE = "55006";
    private static final String NOT_ALLOWED = "42501";

    /** A database that is dropped when it is not needed any more. */
    private record Copy(Session session, String name) implements AutoCloseable {

        static Copy named(String name, Session session) throws SQLException {
            var copy = new Copy(session, name);
            copy.close();
            return copy;
        }

        @Override
        public void close() throws SQLException {
            session.run("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
        }
    }

    void run() throws SQLException {
        var source = source(opening.address());
        try (var session = opening.session(source)) {
            var isAlone = isAlone(session);
            refuseSecond(session);
            Migrator.check(PostgresDialect.KIND, source, opening.options().schemas());
            try (var copy = Copy.named("holdfast_rehearsal_" + number(session), session)) {
                if (!isAlone || !isCloned(copy)) {
                    build(copy);
                }
                new Opening(opening.address().at(copy.name()), opening.options(), new PostgresDialect())
                        .migrate(progress);
            }
        }
    }

    private DataSource source(Address address) {
        return address.source(opening.options().timeout());
    }

    /** The server waits for others to leave before it clones a database; who knows that they stay need not wait with it. */
    private static boolean isAlone(Session session) throws SQLException {
        var others =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        return session.rows(new Sql(others), (row, _) -> row.getLong(1) == 0).getFirst();
    }

    private void refuseSecond(Session session) throws SQLException {
        if (!session.rows(new Sql("SELECT " + LOCK), (row, _) -> row.getBoolean(1))
                .getFirst()) {
            throw new DatabaseFailure(
                    "the migrations of %s are being rehearsed already: wait until that is done"
                            .formatted(opening.address()),
                    null);
        }
    }

    private static long number(Session session) throws SQLException {
        var select = "SELECT oid FROM pg_database WHERE datname = current_database()";
        return session.rows(new Sql(select), (row, _) -> row.getLong(1)).getFirst();
    }

    /** Has the server copy everything as it is, which it does for owners while nobody else is connected. */
    private boolean isCloned(Copy copy) throws SQLException {
        var name = text(copy.session(), "quote_ident(current_database())");
        try {
            copy.session().run("CREATE DATABASE %s TEMPLATE %s".formatted(copy.name(), name));
        } catch (SQLException refused) {
            if (IN_USE.equals(refused.getSQLState()) || NOT_ALLOWED.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
        var bytes = Long.parseLong(text(copy.session(), "pg_database_size(current_database())"));
        progress.copied(bytes, bytes);
        return true;
    }

    private static String text(Session session, String expression) throws SQLException {
        return session.rows(new Sql("SELECT " + expression), (row, _) -> row.getString(1))
                .getFirst();
    }

    /** Makes the tables again, and copies their rows. */
    private void build(Copy copy) throws SQLException {
        create(copy);
        var schemas = opening.options().schemas();
        var place = source(opening.address().at(copy.name()));
        var applied = Migrator.migrations(PostgresDialect.KIND, source(opening.address()), schemas).stream()
                .filter(each -> each.state() == Migration.State.APPLIED)
                .toList();
        try (var from = opening.session(source(opening.address()));
                var to = opening.session(place)) {
            new Migrator(PostgresDialect.KIND, place, to).follow(schemas, applied);
            new TableCopy(from, to, Migrator.tables(schemas)).run(progress);
        }
    }

    private void create(Copy copy) throws SQLException {
        var like =
                "SELECT format('TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE %L LC_CTYPE %L', datcollate, datctype)"
                        + " FROM pg_database WHERE datname = current_database()";
        var words =
                copy.session().rows(new Sql(like), (row, _) -> row.getString(1)).getFirst();
        try {
            copy.session().run("CREATE DATABASE %s %s".formatted(copy.name(), words));
        } catch (SQLException refused) {
            if (NOT_ALLOWED.equals(refused.getSQLState())) {
                throw new DatabaseFailure(
                        "a rehearsal needs a database of its own for the copy, and this user may not make one: have an administrator run ALTER ROLE %s CREATEDB, or rehearse as another user"
                                .formatted(text(copy.session(), "quote_ident(current_user)")),
                        refused);
            }
            throw refused;
        }
    }
}
