package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds a database file for this process: a lock file next to it keeps every other process out. */
final class FileGuard implements AutoCloseable {

    /** A process loses its locks on a file when it closes any channel to it, so a second opening must not get that far. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /** Behind the content, so that the process id can be read while the file is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs");

    private final Path file;
    private final FileChannel channel;

    private FileGuard(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Makes the folder and takes the file; a failure says who has it. */
    static FileGuard of(Path wanted) {
        try {
            var folder =
                    Files.createDirectories(wanted.toAbsolutePath().getParent()).toRealPath();
            var file = folder.resolve(wanted.getFileName());
            refuseNetwork(file, Files.getFileStore(folder).type());
            if (!OPEN.add(file)) {
                throw new DatabaseFailure(file + " is already open in this process", null);
            }
            return locked(file);
        } catch (IOException failure) {
            throw new DatabaseFailure("no database can be kept at " + wanted.toAbsolutePath(), failure);
        }
    }

    static void refuseNetwork(Path file, String type) {
        if (NETWORK.contains(type)) {
            throw new DatabaseFailure(
                    "%s is on a network disk (%s), where SQLite files get damaged: put it on a local one"
                            .formatted(file, type),
                    null);
        }
    }

    private static FileGuard locked(Path file) throws IOException {
        var guard = Path.of(file + ".lock");
        try {
            var channel = FileChannel.open(
                    guard, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file, guard, channel);
            channel.truncate(0);
            channel.write(
                    StandardCharsets.UTF_8.encode(
                            Long.toString(ProcessHandle.current().pid())),
                    0);
            return new FileGuard(file, channel);
        } catch (IOException | RuntimeException failure) {
            OPEN.remove(file);
            throw failure;
        }
    }

    private static FileLock lock(Path file, Path guard, FileChannel channel) throws IOException {
        var lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
            var owner = Files.readString(guard);
            channel.close();
            throw new DatabaseFailure(
                    "%s is already open in another process%s; stop that one first: one process writes to a SQLite file"
                            .formatted(file, owner.isBlank() ? "" : " (pid " + owner.strip() + ")"),
                    null);
        }
        return lock;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new DatabaseFailure("the lock of " + file + " could not be given back", failure);
        } finally {
            OPEN.remove(file);
        }
    }
}
