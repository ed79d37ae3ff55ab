package dev.holdfast.files;

import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;

/** A folder of a jar, held in memory: what is in a program does not change while it runs. */
final class Jar implements FileSource {

    private static final int MOST = 32 * 1024 * 1024;

    private final Map<String, Found> found = new HashMap<>();

    private Jar(Path jar, String folder) throws IOException {
        var modified = Files.getLastModifiedTime(jar).toInstant();
        var left = MOST;
        try (var entries = new JarFile(jar.toFile())) {
            for (var entry :
                    entries.stream().filter(each -> !each.isDirectory()).toList()) {
                var name = below(folder, entry.getName());
                if (!name.isEmpty() && FileName.isProper(name)) {
                    var content = entries.getInputStream(entry).readNBytes(left + 1);
                    left -= content.length;
                    add(name, content, modified);
                }
                if (left < 0) {
                    throw new IllegalArgumentException("more than " + MOST + " bytes in " + folder + " of " + jar);
                }
            }
        }
    }

    static FileSource holding(Class<?> type, String folder) {
        if (!FileName.isProper(folder)) {
            throw new IllegalArgumentException("not the name of a folder: \"" + folder + "\"");
        }
        try {
            var place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(place) ? new Folder(place.resolve(folder)) : new Jar(place, folder).orNone(folder);
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException("nobody knows where " + type.getName() + " is from", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Jar orNone(String folder) {
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no folder " + folder + " in the jar");
        }
        return this;
    }

    private static String below(String folder, String name) {
        return name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : "";
    }

    private void add(String name, byte[] content, Instant modified) {
        for (var slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            found.put(name.substring(0, slash), new Found.Directory());
        }
        found.put(
                name,
                new Found.File(
                        name,
                        content.length,
                        modified,
                        EntityTag.of(content),
                        (offset, length) -> new Body.Bytes(part(content, offset, length))));
    }

    private static byte[] part(byte[] content, long offset, long length) {
        return length == content.length ? content : Arrays.copyOfRange(content, (int) offset, (int) (offset + length));
    }

    @Override
    public Found find(String name) {
        return found.getOrDefault(name, new Found.Nothing());
    }
}
