package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes copies of database files, also of those that somebody has open, as they are at one moment. */
final class Copies {

    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;
    private static final int LOOK_MILLIS = 2_000;

    private Copies() {}

    /** Writes a copy to a file that is empty or not there, flushes it and checks it. */
    static void copy(Path from, Path to, Progress progress) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new DatabaseFailure("there is no database at " + from, null);
        }
        var copied = new CountDownLatch(1);
        var watch = Thread.ofPlatform().name("copy-watch").start(() -> watch(from, to, progress, copied));
        try {
            vacuum(from, to);
        } finally {
            copied.countDown();
            join(watch);
        }
        flush(to);
        check(to);
    }

    private static void vacuum(Path from, Path to) {
        try (var connection = new Connections(from).readOnly();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, to.toString());
            statement.execute();
        } catch (SQLException failure) {
            throw refused("%s could not be copied to %s".formatted(from, to), from, failure);
        }
    }

    /** Refuses a file that is damaged. */
    static void check(Path file) {
        try (var connection = new Connections(file).readOnly();
                var statement = connection.createStatement();
                var found = statement.executeQuery("PRAGMA integrity_check(10)")) {
            var faults = new StringBuilder();
            while (found.next()) {
                faults.append("\n  ").append(found.getString(1));
            }
            if (!faults.toString().equals("\n  ok")) {
                throw new DatabaseFailure("the database at %s is damaged:%s".formatted(file, faults), null);
            }
        } catch (SQLException failure) {
            throw refused(file + " could not be checked", file, failure);
        }
    }

    static DatabaseFailure refused(String what, Path file, SQLException failure) {
        return switch (SqliteDialect.code(failure) & 0xFF) {
            case NOT_A_DATABASE -> new DatabaseFailure(file + " is not a SQLite database", failure);
            case CANNOT_OPEN ->
                new DatabaseFailure(
                        "%s: it cannot be opened; may this user read it, and write to its folder?".formatted(what),
                        failure);
            default -> new DatabaseFailure(what + ": " + failure.getMessage(), failure);
        };
    }

    private static void watch(Path from, Path to, Progress progress, CountDownLatch copied) {
        try {
            while (!copied.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.copied(Files.exists(to) ? Files.size(to) : 0, Files.size(from));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException unseen) {
            // Whoever copies meets what is wrong, and tells it.
        }
    }

    private static void join(Thread watch) {
        try {
            watch.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static void flush(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        flushFolder(file);
    }

    /** Without this a new name may be gone after a power failure; a system that cannot flush folders needs no such thing. */
    static void flushFolder(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException refused) {
            // Windows opens no folders.
        }
    }
}
