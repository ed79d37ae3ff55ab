package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a process dies, and what it did so that this is left. */
class SqliteFaultTest {

    private static final String STORED = "stored ";

    @TempDir
    Path folder;

    @Test
    void a_killed_process_leaves_every_record_it_had_acknowledged() throws Exception {
        var file = folder.resolve("x.db");
        try (var child = Child.running(SqliteChild.class, file.toString(), "8", "1000000")) {
            for (var count = 0; count < 300; count++) {
                child.lineThat(line -> line.startsWith(STORED));
            }
            var acknowledged = child.killed().stream()
                    .filter(line -> line.startsWith(STORED))
                    .map(line -> new PersonId(UUID.fromString(line.substring(STORED.length()))))
                    .toList();

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300);
            try (var database =
                    Database.open(DatabaseOptions.of("sqlite:" + file).schemas(Person.SCHEMA))) {
                var people = database.repository(Person.MODEL);
                assertThat(acknowledged).allMatch(id -> people.exists(Person.ID.is(id)));
            }
        }
    }

    @Test
    void every_commit_is_flushed_before_it_is_acknowledged() throws Exception {
        assumeTrue(strace(), "counting flushes needs strace and the right to trace a process");
        var file = folder.resolve("x.db");
        var trace = folder.resolve("trace");
        var strace = List.of("strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", trace.toString());
        try (var child = Child.under(strace, SqliteChild.class, file.toString(), "4", "50")) {
            var commits = Long.parseLong(
                    child.lineThat(line -> line.startsWith("commits ")).substring("commits ".length()));

            assertThat(commits).isBetween(50L, 200L);
            assertThat(flushes(trace)).isGreaterThanOrEqualTo(commits);
        }
    }

    /** Counts the flushes of the write-ahead log since the program began to insert. */
    private static long flushes(Path trace) throws IOException {
        return Files.readAllLines(trace).stream()
                .dropWhile(line -> !line.contains("/marker>"))
                .filter(line -> line.contains("x.db-wal>"))
                .count();
    }

    private static boolean strace() throws InterruptedException {
        try {
            var process = new ProcessBuilder("strace", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
