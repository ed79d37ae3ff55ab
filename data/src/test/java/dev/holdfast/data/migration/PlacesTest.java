package dev.holdfast.data.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.data.DatabaseFailure;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where migration files are found. */
class PlacesTest {

    private static final String FOLDER = "db/migration";
    private static final Map<String, String> FILES = Map.of("V1__a.sql", "one", "more/V2__b.sql", "two");

    @TempDir
    Path root;

    private void write(Path place) throws IOException {
        for (var file : FILES.entrySet()) {
            var path = place.resolve(FOLDER).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(place.resolve(FOLDER).resolve("README.md"), "no migration");
    }

    private static Map<String, String> read(URL... places) throws IOException {
        try (var loader = new URLClassLoader(places, null)) {
            return new Places(loader, ModuleLayer.empty()).read(FOLDER);
        }
    }

    @Test
    void a_directory_is_read() throws Exception {
        write(root);

        assertThat(read(root.toUri().toURL())).isEqualTo(FILES);
    }

    @Test
    void an_archive_is_read() throws Exception {
        write(root);
        var archive = root.resolve("migrations.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(archive))) {
            jar.putNextEntry(new JarEntry(FOLDER + "/"));
            for (var file : FILES.entrySet()) {
                jar.putNextEntry(new JarEntry(FOLDER + "/" + file.getKey()));
                jar.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }

        assertThat(read(archive.toUri().toURL())).isEqualTo(FILES);
    }

    @Test
    void a_module_is_read_although_it_opens_nothing() throws Exception {
        var source = Files.writeString(root.resolve("module-info.java"), "module shop {}");
        var module = Files.createDirectory(root.resolve("shop"));
        var compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", module.toString(), source.toString());
        assertThat(compiled).isZero();
        write(module);
        var configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(module), ModuleFinder.of(), List.of("shop"));
        var layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);

        assertThat(new Places(ClassLoader.getPlatformClassLoader(), layer).read(FOLDER))
                .isEqualTo(FILES);
    }

    @Test
    void an_image_of_java_is_read() throws Exception {
        // No module of Java itself has SQL files: that the folder can be walked is what there is to see.
        var place = URI.create("jrt:/java.base/java/lang").toURL();
        assertThat(Files.isDirectory(Path.of(place.toURI()))).isTrue();

        assertThat(new Places(giving(place), ModuleLayer.empty()).read("java/lang"))
                .isEmpty();
    }

    @Test
    void a_place_that_cannot_be_listed_is_named() throws Exception {
        var far = URL.of(URI.create("far:/db/migration"), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) throws IOException {
                throw new IOException("nobody should open " + url);
            }
        });

        assertThatThrownBy(() -> new Places(giving(far), ModuleLayer.empty()).read(FOLDER))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("far:/db/migration, where files cannot be listed");
    }

    @Test
    void two_files_of_one_name_would_hide_each_other_and_are_refused() throws Exception {
        var first = Files.createDirectory(root.resolve("first"));
        var second = Files.createDirectory(root.resolve("second"));
        write(first);
        write(second);
        assertThat(read(first.toUri().toURL(), second.toUri().toURL())).isEqualTo(FILES);

        Files.writeString(second.resolve(FOLDER).resolve("V1__a.sql"), "other");

        assertThatThrownBy(() -> read(first.toUri().toURL(), second.toUri().toURL()))
                .hasMessageContaining("db/migration/V1__a.sql is in the program twice");
    }

    private static ClassLoader giving(URL place) {
        return new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(List.of(place));
            }
        };
    }
}
