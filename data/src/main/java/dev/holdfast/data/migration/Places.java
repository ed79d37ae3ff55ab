package dev.holdfast.data.migration;

import dev.holdfast.data.DatabaseFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the SQL files of a folder wherever a program has it: in directories, archives, modules and images of Java. */
final class Places {

    private final ClassLoader loader;
    private final ModuleLayer modules;

    Places(ClassLoader loader, ModuleLayer modules) {
        this.loader = loader;
        this.modules = modules;
    }

    /** The places that the calling thread's part of the program is loaded from. */
    static Places ofProgram() {
        var context = Thread.currentThread().getContextClassLoader();
        return new Places(context == null ? Places.class.getClassLoader() : context, ModuleLayer.boot());
    }

    /** Returns the text of each file by its path in the folder. */
    Map<String, String> read(String folder) {
        var found = new Found(folder, new TreeMap<>());
        try {
            for (var place : Collections.list(loader.getResources(folder))) {
                found.read(place);
            }
            for (var module : holding(folder.replace('/', '.'))) {
                found.read(module);
            }
        } catch (IOException failure) {
            throw new DatabaseFailure("the migrations in %s cannot be read: %s".formatted(folder, failure), failure);
        }
        return found.files();
    }

    /** A module keeps its folders to itself; what reads modules may look into them all the same. */
    private List<ResolvedModule> holding(String name) {
        return modules.configuration().modules().stream()
                .filter(module -> module.reference().descriptor().packages().contains(name))
                .toList();
    }

    private record Found(String folder, Map<String, String> files) {

        void read(URL place) throws IOException {
            switch (place.getProtocol()) {
                case "file", "jrt" -> directory(Path.of(URI.create(place.toString())));
                case "jar" -> archive((JarURLConnection) place.openConnection());
                case String _ ->
                    throw new DatabaseFailure(
                            "the migrations in %s are at %s, where files cannot be listed: keep them in a directory, a jar or a module"
                                    .formatted(folder, place),
                            null);
            }
        }

        private void directory(Path directory) throws IOException {
            try (var walk = Files.walk(directory)) {
                for (var file : walk.filter(Files::isRegularFile).toList()) {
                    var name = directory.relativize(file).toString().replace('\\', '/');
                    if (isSql(name)) {
                        add(name, Files.readAllBytes(file));
                    }
                }
            }
        }

        private void archive(JarURLConnection connection) throws IOException {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                for (var entry : Collections.list(jar.entries())) {
                    if (isInside(entry.getName())) {
                        try (InputStream content = jar.getInputStream(entry)) {
                            add(inside(entry.getName()), content.readAllBytes());
                        }
                    }
                }
            }
        }

        void read(ResolvedModule module) throws IOException {
            try (var reader = module.reference().open();
                    var names = reader.list()) {
                for (var name : names.filter(this::isInside).toList()) {
                    add(inside(name), bytes(reader, name));
                }
            }
        }

        private static byte[] bytes(ModuleReader reader, String name) throws IOException {
            var content = reader.open(name);
            if (content.isEmpty()) {
                throw new IOException(name + " is listed and cannot be opened");
            }
            try (var stream = content.get()) {
                return stream.readAllBytes();
            }
        }

        private boolean isInside(String name) {
            return name.startsWith(folder + "/") && isSql(name);
        }

        private static boolean isSql(String name) {
            return name.endsWith(".sql");
        }

        private String inside(String name) {
            return name.substring(folder.length() + 1);
        }

        /** The same file may be found by two ways; two files of one name would hide each other. */
        private void add(String name, byte[] content) {
            var text = new String(content, StandardCharsets.UTF_8);
            var before = Optional.ofNullable(files.put(name, text));
            if (before.isPresent() && !before.get().equals(text)) {
                throw new DatabaseFailure(
                        "%s/%s is in the program twice, and not the same: rename one of them".formatted(folder, name),
                        null);
            }
        }
    }
}
