package dev.holdfast.data.sqlite;

import dev.holdfast.data.Backup;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.Upkeep;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sql.TableCheck;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The upkeep of a SQLite file. */
public final class SqliteUpkeep implements Upkeep {

    private final DatabaseOptions options;
    private final Path file;

    /** The upkeep of the file the options name. */
    public SqliteUpkeep(DatabaseOptions options) {
        this.options = options;
        this.file = Path.of(options.location()).toAbsolutePath();
    }

    /** Where there is no file yet, an empty one in memory stands for it. */
    @Override
    public List<Migration> migrations() {
        var place = Files.exists(file) ? new Connections(file).readOnlySource() : Connections.nowhere();
        return Migrator.migrations(SqliteDialect.KIND, place, options.schemas());
    }

    @Override
    public void migrate(Progress progress) {
        try (var guard = FileGuard.of(file)) {
            migrate(guard.file(), progress);
        }
    }

    private void migrate(Path path, Progress progress) {
        var connections = new Connections(path);
        try (var writer = connections.writer()) {
            Connections.version(writer);
            new Migrator(SqliteDialect.KIND, connections.source(), writer).apply(options.schemas(), progress);
            TableCheck.compare(new SqliteCatalog(writer), RecordModel.all(options.schemas()));
        } catch (SQLException failure) {
            throw Copies.refused(path + " could not be migrated", path, failure);
        }
    }

    @Override
    public void rehearse(Progress progress) {
        try (var folder = Scratch.beside(file)) {
            var copy = folder.file("rehearsal.db");
            if (Files.exists(file)) {
                Copies.copy(file, copy, progress);
            }
            migrate(copy, progress);
        } catch (IOException failure) {
            throw new DatabaseFailure("no copy could be made beside %s: %s".formatted(file, failure), failure);
        }
    }

    @Override
    public SortedMap<String, String> draft(Schema schema) {
        return Drafts.of(options.schemas(), schema);
    }

    @Override
    public Backup backup(Path to, Progress progress) {
        var started = System.nanoTime();
        try {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            place(file, to, progress);
            return new Backup(to, Files.size(to), Duration.ofNanos(System.nanoTime() - started));
        } catch (FileAlreadyExistsException exists) {
            throw new DatabaseFailure(
                    to + " is there already; a backup overwrites nothing: give it another name", exists);
        } catch (IOException failure) {
            throw new DatabaseFailure("the backup could not be written to %s: %s".formatted(to, failure), failure);
        }
    }

    /** The copy gets its name when it is whole, so that half of one is never taken for a backup. */
    private static void place(Path from, Path to, Progress progress) throws IOException {
        var half = half(to);
        try {
            Copies.copy(from, half, progress);
            Files.move(half, to);
            Copies.flushFolder(to);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static Path half(Path whole) throws IOException {
        var folder = whole.toAbsolutePath().getParent();
        return Files.createTempFile(folder, whole.getFileName() + ".", ".half");
    }

    @Override
    public Optional<Path> restore(Path from, Progress progress) {
        try (var guard = FileGuard.of(file)) {
            if (!Files.isRegularFile(from)) {
                throw new DatabaseFailure("there is no backup at " + from, null);
            }
            if (Files.exists(file) && Files.isSameFile(from, file)) {
                throw new DatabaseFailure(from + " is the database itself, and no backup of it", null);
            }
            Copies.check(from);
            return new Replacement(guard.file(), options.clock().instant()).by(from, progress);
        } catch (IOException failure) {
            throw new DatabaseFailure(
                    "%s could not be put in the place of %s: %s".formatted(from, file, failure), failure);
        }
    }
}
