package dev.holdfast.data.postgres;

import dev.holdfast.data.Backup;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Upkeep;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sqlite.Drafts;
import dev.holdfast.data.store.Attempts;
import dev.holdfast.data.store.CommandLine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/** The upkeep of a PostgreSQL database. */
public final class PostgresUpkeep implements Upkeep {

    private final DatabaseOptions options;
    private final Address address;
    private final Opening opening;

    /** The upkeep of the database the options name. */
    public PostgresUpkeep(DatabaseOptions options) {
        this.options = options;
        this.address = Address.parse(options.url());
        this.opening = new Opening(address, options, new PostgresDialect());
    }

    @Override
    public List<Migration> migrations() {
        var source = address.source(options.timeout());
        return reached(() -> {
            // What is wrong with the way to the server is told better by the driver than by what looks at migrations.
            source.getConnection().close();
            return Migrator.migrations(PostgresDialect.KIND, source, options.schemas());
        });
    }

    @Override
    public void migrate(Progress progress) {
        reached(() -> {
            opening.migrate(progress);
            return true;
        });
    }

    private <R> R reached(Callable<R> work) {
        return Attempts.AT_START.reach(address.toString(), work, Opening::isWorthAnotherTry);
    }

    @Override
    public void rehearse(Progress progress) {
        try {
            new Rehearsal(opening, progress).run();
        } catch (SQLException failure) {
            throw new DatabaseFailure(
                    "the migrations of %s could not be rehearsed: %s".formatted(address, failure.getMessage()),
                    failure);
        }
    }

    @Override
    public SortedMap<String, String> draft(Schema schema) {
        return Drafts.of(options.schemas(), schema);
    }

    @Override
    public Backup backup(Path file, Progress progress) {
        throw CommandLine.instead(
                "PostgreSQL is backed up by its own pg_dump, which asks for the password unless it is in PGPASSWORD or ~/.pgpass",
                "pg_dump",
                "--format=custom",
                "--file=" + file,
                "--dbname=" + address.shareable());
    }

    @Override
    public Optional<Path> restore(Path file, Progress progress) {
        throw CommandLine.instead(
                "PostgreSQL is restored by its own pg_restore, all or nothing; stop the program first",
                "pg_restore",
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--dbname=" + address.shareable(),
                file.toString());
    }
}
