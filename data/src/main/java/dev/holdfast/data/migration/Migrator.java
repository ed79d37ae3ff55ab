package dev.holdfast.data.migration;

import dev.holdfast.data.Migration;
import dev.holdfast.data.PendingMigrations;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Brings the tables up to date with Flyway. A fingerprint of the files that were applied is kept in the database, and
 * while the files are the same Flyway is not started at all.
 */
public final class Migrator {

    private static final String SEEN = "holdfast_migrations";

    private final String kind;
    private final DataSource source;
    private final Session session;
    private final Places places = Places.ofProgram();

    /**
     * A migrator of one database.
     *
     * @param kind the kind of the database, as it stands in the names of files that are for it alone
     * @param source where Flyway gets connections of its own
     * @param session a connection for what is kept about the migrations
     */
    public Migrator(String kind, DataSource source, Session session) {
        this.kind = kind;
        this.source = source;
        this.session = session;
    }

    /** Applies what is pending. */
    public void apply(List<Schema> schemas, Progress progress) throws SQLException {
        for (var schema : schemas) {
            var files = files(places, kind, schema);
            if (!files.fingerprint().equals(seen(schema).orElse(""))) {
                new History(kind, source, schema, files, progress).apply();
                see(schema, files.fingerprint());
            }
        }
    }

    /** Applies to an empty database what was applied to another one. */
    public void follow(List<Schema> schemas, List<Migration> applied) {
        for (var schema : schemas) {
            var names = applied.stream()
                    .filter(each -> each.schema().equals(schema.name()))
                    .map(Migration::file)
                    .collect(Collectors.toSet());
            var files = files(places, kind, schema).only(names);
            if (!files.isEmpty()) {
                new History(kind, source, schema, files, Progress.UNHEARD).apply();
            }
        }
    }

    /** Returns the tables that tell what was applied, in which nothing else is kept. */
    public static Set<String> tables(List<Schema> schemas) {
        return Stream.concat(Stream.of(SEEN), schemas.stream().map(Schema::history))
                .collect(Collectors.toSet());
    }

    /** Refuses to go on where anything is pending; changes nothing. */
    public void refusePending(List<Schema> schemas) throws SQLException {
        var unseen = new ArrayList<Migration>();
        var fresh = true;
        for (var schema : schemas) {
            var files = files(places, kind, schema);
            var seen = seen(schema);
            fresh &= seen.isEmpty();
            if (!files.fingerprint().equals(seen.orElse(""))) {
                var history = new History(kind, source, schema, files, Progress.UNHEARD);
                history.check();
                unseen.addAll(history.migrations());
            }
        }
        var pending = unseen.stream()
                .filter(each -> each.state() == Migration.State.PENDING)
                .toList();
        if (!pending.isEmpty()) {
            throw new PendingMigrations(pending, fresh && pending.equals(unseen));
        }
    }

    /** Refuses a database whose history the files contradict; reads only. */
    public static void check(String kind, DataSource source, List<Schema> schemas) {
        var places = Places.ofProgram();
        schemas.forEach(
                schema -> new History(kind, source, schema, files(places, kind, schema), Progress.UNHEARD).check());
    }

    /** Returns every migration of the schemas and what became of it; reads only. */
    public static List<Migration> migrations(String kind, DataSource source, List<Schema> schemas) {
        var places = Places.ofProgram();
        return schemas.stream()
                .flatMap(schema -> new History(kind, source, schema, files(places, kind, schema), Progress.UNHEARD)
                        .migrations().stream())
                .toList();
    }

    private static MigrationFiles files(Places places, String kind, Schema schema) {
        return MigrationFiles.of(schema.migrations(), places.read(schema.migrations()), kind);
    }

    /** Without the table nothing was seen; where anything else is wrong, Flyway meets it next. */
    private Optional<String> seen(Schema schema) {
        var select = Sql.of("SELECT files FROM " + SEEN + " WHERE name = ?", schema.name());
        try {
            return session.rows(select, (row, _) -> row.getString(1)).stream().findFirst();
        } catch (SQLException absent) {
            return Optional.empty();
        }
    }

    private void see(Schema schema, String files) throws SQLException {
        session.run("CREATE TABLE IF NOT EXISTS " + SEEN + " (name TEXT PRIMARY KEY, files TEXT NOT NULL)");
        var replace = "INSERT INTO " + SEEN + " VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET files = excluded.files";
        session.change(Sql.of(replace, schema.name(), files));
    }
}
