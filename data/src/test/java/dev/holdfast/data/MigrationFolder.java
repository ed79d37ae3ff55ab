package dev.holdfast.data;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * A class path of a test's own with one migration folder, {@code own/migration}.
 *
 * @param root the class path
 */
record MigrationFolder(Path root) {

    static final String NAME = "own/migration";

    MigrationFolder with(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(NAME)).resolve(file), text);
        return this;
    }

    MigrationFolder without(String file) throws IOException {
        Files.delete(root.resolve(NAME).resolve(file));
        return this;
    }

    /** Does something as a program does that has this class path. */
    <R> R seen(Callable<R> work) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Opens and closes a database with the migrations and no models. */
    void open(DatabaseOptions options) throws Exception {
        seen(() -> {
            Database.open(options.schemas(Schema.of("own", NAME))).close();
            return true;
        });
    }
}
