package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
    void a_process_killed_in_the_middle_of_a_migration_leaves_a_database_that_migrates_the_next_time()
            throws Exception {
        var migrations = new MigrationFolder(folder)
                .with("V1__small.sql", "CREATE TABLE small (n INTEGER) STRICT; INSERT INTO small VALUES (1);")
                .with("V2__large.sql", "CREATE TABLE large (n INTEGER, t TEXT) STRICT; " + rows(1_000_000_000));
        var file = folder.resolve("x.db");
        try (var child = Child.running(MigratingChild.class, folder.toString(), file.toString())) {
            child.lineThat(line -> line.equals("applying V2__large.sql"));
            while (Files.size(folder.resolve("x.db-wal")) < 4 << 20) {
                Thread.sleep(10);
            }
            assertThat(child.killed()).doesNotContain("applied V2__large.sql");
        }
        migrations.with("V2__large.sql", "CREATE TABLE large (n INTEGER, t TEXT) STRICT; " + rows(10));

        assertThat(migrations.<Long>seen(() -> {
                    try (var database = Database.open(
                            DatabaseOptions.of("sqlite:" + file).schemas(Schema.of("own", MigrationFolder.NAME)))) {
                        return database.natively(Connection.class, SqliteFaultTest::rows);
                    }
                }))
                .isEqualTo(11);
    }

    private static String rows(long count) {
        return "INSERT INTO large WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT " + count
                + ") SELECT n, hex(randomblob(100)) FROM c;";
    }

    private static long rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT (SELECT count(*) FROM small) + (SELECT count(*) FROM large)")) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void every_commit_is_flushed_before_it_is_acknowledged() throws Exception {
        assumeTrue(
                works(List.of("strace", "-o", "/dev/null")),
                "counting flushes needs strace and the right to trace a process");
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

    @Test
    void on_a_full_disk_writes_are_refused_and_nothing_that_was_stored_is_lost() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        var mounted = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=6m none \"$0\" && exec \"$@\"", disk.toString());
        assumeTrue(works(mounted), "a small disk of its own needs unshare and the right to mount");
        try (var child = Child.under(mounted, FullDiskChild.class, disk.toString())) {
            assertThat(child.lineThat(line -> line.startsWith("refused")))
                    .isEqualTo("refused: UNAVAILABLE, the database cannot read or write its file, again in 1 s");
            assertThat(child.lineThat(line -> line.startsWith("readable"))).isEqualTo("readable: true");
            assertThat(child.lineThat(line -> line.startsWith("after"))).isEqualTo("after: after");
            assertThat(child.lineThat(line -> line.startsWith("kept"))).isEqualTo("kept: true");
            assertThat(child.lineThat(line -> line.startsWith("checked"))).isEqualTo("checked: ok");
        }
    }

    private static boolean works(List<String> front) throws InterruptedException {
        var command = new ArrayList<>(front);
        command.add("true");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Counts the flushes of the write-ahead log since the program began to insert. */
    private static long flushes(Path trace) throws IOException {
        return Files.readAllLines(trace).stream()
                .dropWhile(line -> !line.contains("/marker>"))
                .filter(line -> line.contains("x.db-wal>"))
                .count();
    }
}
