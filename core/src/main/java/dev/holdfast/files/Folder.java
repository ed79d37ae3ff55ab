package dev.holdfast.files;

import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A folder of the file system. Links are followed as long as they stay below it and lead to nothing hidden. */
final class Folder implements FileSource {

    /** Within this time a file may change again without a change of its time. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    private final Path root;

    Folder(Path folder) {
        try {
            root = folder.toRealPath();
        } catch (IOException failure) {
            throw new IllegalArgumentException("there is no folder " + folder.toAbsolutePath(), failure);
        }
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("not a folder: " + folder.toAbsolutePath());
        }
    }

    @Override
    public Found find(String name) {
        try {
            var path = root.resolve(name).toRealPath();
            return isBelow(path) ? found(name, path) : new Found.Nothing();
        } catch (IOException | InvalidPathException _) {
            return new Found.Nothing();
        }
    }

    private boolean isBelow(Path path) {
        return path.startsWith(root)
                && !path.equals(root)
                && FileName.isProper(root.relativize(path).toString());
    }

    private static Found found(String name, Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return new Found.Directory();
        }
        if (!attributes.isRegularFile()) {
            return new Found.Nothing();
        }
        var modified = attributes.lastModifiedTime();
        var text = Long.toString(modified.to(TimeUnit.NANOSECONDS), 36) + "-" + Long.toString(attributes.size(), 36);
        var isSettled = modified.toInstant().isBefore(Instant.now().minus(GRAIN));
        return new Found.File(
                name,
                attributes.size(),
                modified.toInstant(),
                new EntityTag(text, !isSettled),
                (offset, length) -> new Body.FileOf(path, offset, OptionalLong.of(length)));
    }
}
