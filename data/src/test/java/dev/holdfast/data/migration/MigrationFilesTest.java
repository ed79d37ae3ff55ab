package dev.holdfast.data.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When migrations count as the same ones that were applied before. */
class MigrationFilesTest {

    @TempDir
    Path folder;

    @Test
    void the_same_files_have_the_same_fingerprint_in_a_folder_and_in_an_archive() throws Exception {
        write("V1__a.sql", "CREATE TABLE a (id TEXT);");
        var archive = folder.resolve("migrations.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(archive))) {
            jar.putNextEntry(new JarEntry("db/migration/"));
            jar.putNextEntry(new JarEntry("db/migration/V1__a.sql"));
            jar.write(Files.readAllBytes(folder.resolve("db/migration/V1__a.sql")));
        }

        assertThat(fingerprint(folder)).isPresent().isEqualTo(fingerprint(archive));
    }

    @Test
    void a_file_more_or_a_letter_less_changes_the_fingerprint() throws Exception {
        write("V1__a.sql", "CREATE TABLE a (id TEXT);");
        var first = fingerprint(folder);
        write("V2__b.sql", "CREATE TABLE b (id TEXT);");
        var second = fingerprint(folder);
        write("V2__b.sql", "CREATE TABLE b (id TEXT)");

        assertThat(second).isNotEqualTo(first);
        assertThat(fingerprint(folder)).isNotEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void a_folder_that_is_not_there_has_none() throws Exception {
        assertThat(fingerprint(folder)).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("db/migration")).resolve(name), content);
    }

    private static Optional<String> fingerprint(Path place) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            return new MigrationFiles(loader, "db/migration").fingerprint();
        }
    }
}
