package dev.holdfast.data.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder for databases that are thrown away.
 *
 * @param folder the folder
 */
record Scratch(Path folder) implements AutoCloseable {

    /** A folder on the disk of a file, where there is room for a copy of it. */
    static Scratch beside(Path file) throws IOException {
        var place = Files.createDirectories(file.toAbsolutePath().getParent());
        return new Scratch(Files.createTempDirectory(place, ".rehearsal-"));
    }

    /** A folder where the system keeps such things. */
    static Scratch anywhere() throws IOException {
        return new Scratch(Files.createTempDirectory("holdfast-"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
