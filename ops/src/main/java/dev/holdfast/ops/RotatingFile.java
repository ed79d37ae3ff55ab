package dev.holdfast.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines: begun anew each day, and when the next line would make it too large.
 *
 * <p>Where something else moves or deletes the file, a new one is begun within a second. Threading: one thread at a time.
 */
final class RotatingFile implements Destination {

    private static final long MILLIS_BETWEEN_LOOKS = 1_000;

    private final Path file;
    private final OldFiles old;
    private final Rotation rotation;
    private final Clock clock;
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private LocalDate day = LocalDate.EPOCH;
    private long size;
    private long looked;

    RotatingFile(Path file, Rotation rotation, Clock clock) {
        this.file = file;
        this.rotation = rotation;
        this.clock = clock;
        this.old = new OldFiles(file);
    }

    /** Opens the file, to go on where it ends. */
    void open() throws IOException {
        var opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        channel = opened;
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        key = attributes.fileKey();
        size = opened.size();
        day = size == 0
                ? LocalDate.now(clock)
                : LocalDate.ofInstant(attributes.lastModifiedTime().toInstant(), clock.getZone());
        looked = clock.millis();
        old.prune(rotation);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
        closeIfMoved();
        while (lines.hasRemaining()) {
            if (channel == null) {
                open();
            }
            var fitting = LocalDate.now(clock).equals(day) ? fitting(lines) : 0;
            if (fitting == 0 && size > 0) {
                rotate();
            } else {
                day = LocalDate.now(clock);
                append(lines, fitting);
            }
        }
    }

    private void append(ByteBuffer lines, int count) throws IOException {
        var opened = Objects.requireNonNull(channel);
        var end = lines.limit();
        lines.limit(lines.position() + count);
        try {
            while (lines.hasRemaining()) {
                size += opened.write(lines);
            }
        } finally {
            lines.limit(end);
        }
    }

    /** Returns how many bytes of whole lines still go into the file; a line that no file has room for has one for itself. */
    private int fitting(ByteBuffer lines) {
        var room = rotation.file().bytes() - size;
        if (lines.remaining() <= room) {
            return lines.remaining();
        }
        for (var index = (int) Math.max(0, room) - 1; index >= 0; index--) {
            if (lines.get(lines.position() + index) == '\n') {
                return index + 1;
            }
        }
        return size > 0 ? 0 : firstLine(lines);
    }

    private static int firstLine(ByteBuffer lines) {
        for (var index = 0; index < lines.remaining(); index++) {
            if (lines.get(lines.position() + index) == '\n') {
                return index + 1;
            }
        }
        return lines.remaining();
    }

    private void rotate() throws IOException {
        close();
        Files.move(file, old.next(day));
        open();
    }

    private void closeIfMoved() {
        var now = clock.millis();
        if (channel != null && now - looked >= MILLIS_BETWEEN_LOOKS) {
            looked = now;
            if (!isStillThere()) {
                close();
            }
        }
    }

    private boolean isStillThere() {
        try {
            return Objects.equals(
                    key, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // What was written is written, and nobody can close it better.
        }
        channel = null;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
