package dev.holdfast.data.sqlite;

import dev.holdfast.data.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The change of a database file for a copy, with the file that was there put aside.
 *
 * @param file the database, which nobody has open
 * @param now when
 */
record Replacement(Path file, Instant now) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What belongs to a database file: a log that stays behind would be taken for that of the next one. */
    private static final List<String> COMPANIONS = List.of("", "-wal", "-shm", "-journal");

    /** Copies first and moves then, so that a failure leaves everything as it was. */
    Optional<Path> by(Path copy, Progress progress) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".restoring");
        Files.deleteIfExists(fresh);
        try {
            Copies.copy(copy, fresh, progress);
            var aside = aside();
            Files.move(fresh, file);
            Copies.flushFolder(file);
            return aside;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Optional<Path> aside() throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".before-" + TIME.format(now));
        for (var companion : COMPANIONS) {
            var part = Path.of(file + companion);
            if (Files.exists(part)) {
                Files.move(part, Path.of(aside + companion));
            }
        }
        return Files.exists(aside) ? Optional.of(aside) : Optional.empty();
    }
}
