package dev.holdfast.data.migration;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;

/** The files of one migration folder, wherever the class path has it, and a fingerprint of all they say. */
final class MigrationFiles {

    private final ClassLoader loader;
    private final String folder;

    MigrationFiles(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /** Returns the fingerprint; empty where the folder is in a place that cannot be listed. */
    Optional<String> fingerprint() {
        try {
            Map<String, String> files = new TreeMap<>();
            for (var place : Collections.list(loader.getResources(folder))) {
                if (!list(place, files)) {
                    return Optional.empty();
                }
            }
            return files.isEmpty() ? Optional.empty() : Optional.of(digest(files.toString()));
        } catch (IOException unlisted) {
            return Optional.empty();
        }
    }

    private boolean list(URL place, Map<String, String> files) throws IOException {
        return switch (place.getProtocol()) {
            case "file" -> {
                folder(Path.of(URI.create(place.toString())), files);
                yield true;
            }
            case "jar" -> {
                jar((JarURLConnection) place.openConnection(), files);
                yield true;
            }
            case String _ -> false;
        };
    }

    private static void folder(Path folder, Map<String, String> files) throws IOException {
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), digest(Files.readString(file)));
            }
        }
    }

    private void jar(JarURLConnection connection, Map<String, String> files) throws IOException {
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            var entries = jar.stream()
                    .filter(entry -> entry.getName().startsWith(folder + "/") && !entry.isDirectory())
                    .toList();
            for (JarEntry entry : entries) {
                try (InputStream content = jar.getInputStream(entry)) {
                    var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                    files.put(entry.getName().substring(folder.length() + 1), digest(text));
                }
            }
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
