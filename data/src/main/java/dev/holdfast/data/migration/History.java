package dev.holdfast.data.migration;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The migrations of one schema in one database, by Flyway. */
final class History {

    /** Entries of the history that are no files. */
    private static final Set<String> MARKS = Set.of("BASELINE", "SCHEMA", "DELETE");

    /**
     * A lock that is held in a transaction keeps CREATE INDEX CONCURRENTLY waiting for ever, and ends with that transaction when
     * the server finds it idle for too long.
     */
    private static final Map<String, String> LOCKING = Map.of("flyway.postgresql.transactional.lock", "false");

    private final Schema schema;
    private final String kind;
    private final Course course;
    private final Flyway flyway;

    History(String kind, DataSource source, Schema schema, MigrationFiles files, Progress progress) {
        this.kind = kind;
        this.schema = schema;
        this.course = new Course(progress, this::migration);
        this.flyway = Flyway.configure(History.class.getClassLoader())
                .dataSource(source)
                .loggers("slf4j")
                .resourceProvider(files)
                .javaMigrationClassProvider(List::of)
                .locations(new String[0])
                .table(schema.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholderReplacement(false)
                .validateOnMigrate(false)
                .ignoreMigrationPatterns("*:future", "*:pending")
                .callbacks(course)
                .configuration(LOCKING)
                .load();
    }

    /** Returns every migration, in order. */
    List<Migration> migrations() {
        try {
            return Arrays.stream(flyway.info().all())
                    .filter(info -> !MARKS.contains(info.getType().name()))
                    .map(this::migration)
                    .toList();
        } catch (FlywayException failure) {
            throw Explanation.of(failure, schema);
        }
    }

    /** Refuses a history that the files contradict. */
    void check() {
        try {
            var result = flyway.validateWithResult();
            if (!result.validationSuccessful) {
                throw Explanation.of(result, schema);
            }
        } catch (FlywayException failure) {
            throw Explanation.of(failure, schema);
        }
    }

    /** Applies what is pending. */
    void apply() {
        check();
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            throw course.running()
                    .<DatabaseFailure>map(file -> Explanation.of(failure, schema, file))
                    .orElseGet(() -> Explanation.of(failure, schema));
        }
    }

    private Migration migration(MigrationInfo info) {
        var version = info.getVersion() == null ? "" : info.getVersion().getVersion();
        return new Migration(
                schema.name(),
                version,
                info.getDescription(),
                info.getScript(),
                state(info),
                Moments.of(info.getInstalledOn(), kind));
    }

    private static Migration.State state(MigrationInfo info) {
        var state = info.getState();
        if (state.isFailed()) {
            return Migration.State.FAILED;
        }
        if (!state.isApplied()) {
            return Migration.State.PENDING;
        }
        if (!state.isResolved()) {
            return Migration.State.UNKNOWN;
        }
        if (info.isChecksumMatching()) {
            return Migration.State.APPLIED;
        }
        return info.isRepeatable() ? Migration.State.PENDING : Migration.State.CHANGED;
    }
}
