package dev.holdfast.data.migration;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Schema;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings the tables up to date with Flyway. A fingerprint of the files that were applied is kept in the database, and
 * while the files are the same Flyway is not started at all.
 */
public final class Migrator {

    private static final String SEEN = "holdfast_migrations";

    private final DataSource source;
    private final Session session;
    private final boolean applying;
    private final ClassLoader loader;

    /**
     * A migrator of one database.
     *
     * @param source where Flyway gets connections of its own
     * @param session a connection for what is kept about the migrations
     * @param applying whether what is pending is applied, or is a reason to fail
     */
    public Migrator(DataSource source, Session session, boolean applying) {
        this.source = source;
        this.session = session;
        this.applying = applying;
        var context = Thread.currentThread().getContextClassLoader();
        this.loader = context == null ? Migrator.class.getClassLoader() : context;
    }

    /** Applies what is pending, or refuses to go on. */
    public void migrate(Schema schema) throws SQLException {
        var files = new MigrationFiles(loader, schema.migrations()).fingerprint();
        if (files.isPresent() && files.equals(seen(schema))) {
            return;
        }
        try {
            run(flyway(schema), schema);
        } catch (FlywayException failure) {
            throw new DatabaseFailure(
                    "the migrations in %s failed: %s".formatted(schema.migrations(), failure.getMessage()), failure);
        }
        if (files.isPresent()) {
            see(schema, files.get());
        }
    }

    private void run(Flyway flyway, Schema schema) {
        if (applying) {
            flyway.migrate();
            return;
        }
        flyway.validateWithResult();
        var pending = Arrays.stream(flyway.info().pending())
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
        if (!pending.isEmpty()) {
            throw new DatabaseFailure("migrations in %s are pending: %s".formatted(schema.migrations(), pending), null);
        }
    }

    private Flyway flyway(Schema schema) {
        return Flyway.configure(loader)
                .dataSource(source)
                .loggers("slf4j")
                .locations("classpath:" + schema.migrations())
                .failOnMissingLocations(true)
                .table(schema.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholderReplacement(false)
                .load();
    }

    private Optional<String> seen(Schema schema) throws SQLException {
        session.run("CREATE TABLE IF NOT EXISTS " + SEEN + " (name TEXT PRIMARY KEY, files TEXT NOT NULL)");
        var select = Sql.of("SELECT files FROM " + SEEN + " WHERE name = ?", schema.name());
        return session.rows(select, (row, _) -> row.getString(1)).stream().findFirst();
    }

    private void see(Schema schema, String files) throws SQLException {
        var replace = "INSERT INTO " + SEEN + " VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET files = excluded.files";
        session.change(Sql.of(replace, schema.name(), files));
    }
}
