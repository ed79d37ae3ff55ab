package dev.holdfast.data.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.sql.Gateway.Reach;
import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the database has too much to do, or somebody takes too long. */
class SqliteLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ReadsRun.class)
    void a_read_that_takes_too_long_is_stopped(ReadsRun place) throws Exception {
        try (var database = SqliteDatabase.open(options().timeout(SHORT), place);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var read = threads.submit(() -> database.read(Reach.SCAN, endless()));

            assertThatThrownBy(read::get).hasCauseInstanceOf(SQLException.class).hasMessageContaining("INTERRUPT");
            assertThat(database.<Integer>read(Reach.SCAN, one())).isEqualTo(1);
        }
    }

    @Test
    void slow_reads_never_keep_other_virtual_threads_from_running() throws Exception {
        var carriers = Runtime.getRuntime().availableProcessors();
        try (var database = SqliteDatabase.open(options().pool(carriers).timeout(Duration.ofSeconds(5)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = IntStream.range(0, carriers)
                    .mapToObj(_ -> threads.submit(() -> database.read(Reach.SCAN, endless())))
                    .toList();
            while (database.statistics().reading() < carriers) {
                Thread.onSpinWait();
            }

            threads.submit(() -> true).get(4, TimeUnit.SECONDS);

            assertThat(reads).noneMatch(Future::isDone);
        }
    }

    @Test
    void the_deadline_of_a_request_shortens_the_time() throws Exception {
        try (var database = SqliteDatabase.open(options())) {
            var late = ScopedValue.where(Deadline.CURRENT, Deadline.in(SHORT));

            assertThatThrownBy(() -> late.call(() -> database.read(Reach.SCAN, endless())))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_write_that_takes_too_long_is_stopped_and_takes_nobody_with_it() throws Exception {
        try (var database = SqliteDatabase.open(options().timeout(SHORT));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(sql("CREATE TABLE t (n INTEGER)"));
            var gate = hold(database, threads);
            var endless = threads.submit(
                    () -> database.write(
                            sql(
                                    "INSERT INTO t WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c")));
            var quick = IntStream.range(0, 5)
                    .<Callable<Long>>mapToObj(_ -> () -> database.write(sql("INSERT INTO t VALUES (1)")))
                    .map(threads::submit)
                    .toList();
            gate.countDown();

            assertThatThrownBy(endless::get).hasCauseInstanceOf(SQLException.class);
            var stored = quick.stream().filter(SqliteLimitsTest::succeeded).count();
            assertThat(count(database)).isEqualTo(stored);
        }
    }

    @Test
    void writes_that_were_stopped_leave_the_writer_as_it_was() throws Exception {
        try (var database = SqliteDatabase.open(options().timeout(SHORT))) {
            database.write(sql("CREATE TABLE t (n INTEGER)"));
            for (var stored = 1; stored <= 3; stored++) {
                assertThatThrownBy(
                                () -> database.write(
                                        sql(
                                                "INSERT INTO t WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c")))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> database.inTransaction(() -> {
                            database.write(sql("INSERT INTO t VALUES (1)"));
                            throw new IllegalStateException("undone");
                        }))
                        .hasMessage("undone");
                database.inTransaction(() -> database.write(sql("INSERT INTO t VALUES (1)")));
                assertThat(count(database)).isEqualTo(stored);
            }
        }
    }

    @Test
    void a_transaction_that_takes_too_long_is_undone_and_lets_others_on() throws Exception {
        var connections = new Connections(folder.resolve("x.db"));
        try (var session = connections.writer()) {
            var writer = new Writer(session, SHORT);
            writer.start();
            var transactions = new Transactions(writer, () -> Duration.ofSeconds(10));
            writer.write(sql("CREATE TABLE t (n INTEGER)"), Duration.ofSeconds(10));

            assertThatThrownBy(() -> transactions.run(() -> {
                        transactions.join(sql("INSERT INTO t VALUES (1)"));
                        writer.write(sql("INSERT INTO t VALUES (2)"), Duration.ofSeconds(10));
                        return transactions.join(sql("INSERT INTO t VALUES (3)"));
                    }))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE))
                    .hasMessageContaining("took longer than");
            writer.close(Duration.ofSeconds(10));
            assertThat(session.rows(new Sql("SELECT n FROM t"), (row, _) -> row.getInt(1)))
                    .containsExactly(2);
        }
    }

    @Test
    void an_interrupted_caller_stores_nothing_of_its_transaction() throws Exception {
        try (var database = SqliteDatabase.open(options());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(sql("CREATE TABLE t (n INTEGER)"));
            var interrupted = threads.submit(() -> database.inTransaction(() -> {
                database.write(sql("INSERT INTO t VALUES (1)"));
                Thread.currentThread().interrupt();
                return 1;
            }));
            var stored = succeeded(interrupted);

            database.write(sql("INSERT INTO t VALUES (2)"));
            assertThat(count(database)).isEqualTo(stored ? 2 : 1);
        }
    }

    @Test
    void a_transaction_stays_on_its_thread() {
        var transaction = new Transaction();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(() -> transaction.run(one(), SHORT));

            assertThatThrownBy(other::get).hasRootCauseMessage("a transaction stays on the thread that began it");
        }
    }

    @Test
    void more_writers_than_the_queue_holds_are_refused_at_once() throws Exception {
        try (var database = SqliteDatabase.open(options());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var gate = hold(database, threads);
            var writes = IntStream.range(0, 2_000)
                    .mapToObj(_ -> threads.submit(() -> database.write(one())))
                    .toList();
            while (writes.stream().filter(Future::isDone).count() < 900) {
                Thread.onSpinWait();
            }
            gate.countDown();

            var refused = writes.stream().filter(write -> !succeeded(write)).count();
            assertThat(refused).isBetween(900L, 1_000L);
        }
    }

    @Test
    void reads_that_find_no_connection_are_refused() throws Exception {
        try (var database = SqliteDatabase.open(options().pool(1).timeout(Duration.ofSeconds(20)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var entered = new CountDownLatch(1);
            var gate = new CountDownLatch(1);
            var reading = threads.submit(() -> database.read(Reach.SCAN, held(entered, gate)));
            entered.await();

            assertThatThrownBy(() -> database.read(Reach.POINT, one())).hasMessageContaining("more to read");
            assertThat(database.statistics().reading()).isEqualTo(1);
            gate.countDown();
            assertThat(reading.get()).isEqualTo(1);
        }
    }

    @Test
    void closing_finishes_what_was_accepted() throws Exception {
        var database = SqliteDatabase.open(options());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(sql("CREATE TABLE t (n INTEGER)"));
            var gate = hold(database, threads);
            var writes = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> database.write(sql("INSERT INTO t VALUES (1)"))))
                    .toList();
            while (database.statistics().queued() < 20) {
                Thread.onSpinWait();
            }
            gate.countDown();
            database.close();

            assertThat(writes).allMatch(SqliteLimitsTest::succeeded);
        }
    }

    @Test
    void writes_that_wait_together_are_stored_together() throws Exception {
        try (var database = SqliteDatabase.open(options());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(sql("CREATE TABLE t (n INTEGER)"));
            var gate = hold(database, threads);
            var before = database.statistics();
            var writes = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> database.write(sql("INSERT INTO t VALUES (1)"))))
                    .toList();
            while (database.statistics().queued() < 100) {
                Thread.onSpinWait();
            }
            gate.countDown();

            assertThat(writes).allMatch(SqliteLimitsTest::succeeded);
            assertThat(database.statistics().writes() - before.writes()).isEqualTo(101);
            assertThat(database.statistics().commits() - before.commits()).isEqualTo(2);
        }
    }

    @Test
    void a_library_that_damages_files_is_refused() {
        assertThat(SqliteVersion.parse("3.51.3")).isEqualByComparingTo(new SqliteVersion(3, 51, 3));
        assertThat(SqliteVersion.parse("3.51.2")).isLessThan(new SqliteVersion(3, 51, 3));
        assertThat(SqliteVersion.parse("4.0.0")).isGreaterThan(new SqliteVersion(3, 51, 3));
    }

    @Test
    void a_network_disk_is_refused() {
        assertThatThrownBy(() -> FileGuard.refuseNetwork(Path.of("x.db"), "nfs4"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("network disk (nfs4)");
    }

    @Test
    void a_writing_connection_flushes_and_a_reading_one_cannot_write() throws Exception {
        try (var database = SqliteDatabase.open(options())) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(database.<String>write(session -> text(session, "PRAGMA synchronous")))
                    .isEqualTo("2");
            assertThat(database.<String>write(session -> text(session, "PRAGMA foreign_keys")))
                    .isEqualTo("1");
            assertThat(pragma(database, "mmap_size")).isEqualTo("0");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
            assertThatThrownBy(() -> database.read(Reach.SCAN, sql("CREATE TABLE t (n INTEGER)")))
                    .hasMessageContaining("READONLY");
        }
    }

    private static String pragma(SqliteDatabase database, String name) throws SQLException {
        return database.read(Reach.SCAN, session -> text(session, "PRAGMA " + name));
    }

    private static String text(Session session, String sql) throws SQLException {
        return session.rows(new Sql(sql), (row, _) -> row.getString(1)).getFirst();
    }

    private DatabaseOptions options() {
        return DatabaseOptions.of("sqlite:" + folder.resolve("x.db")).pool(2);
    }

    private static long count(SqliteDatabase database) throws SQLException {
        return database.read(
                Reach.SCAN,
                session -> session.rows(new Sql("SELECT count(*) FROM t"), (row, _) -> row.getLong(1))
                        .getFirst());
    }

    /** Keeps the writer at work until the gate opens. */
    private static CountDownLatch hold(SqliteDatabase database, ExecutorService threads) throws InterruptedException {
        var entered = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                database.write(held(entered, gate));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
        entered.await();
        return gate;
    }

    private static Work<Integer> held(CountDownLatch entered, CountDownLatch gate) {
        return _ -> {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                throw new SQLException(stopped);
            }
            return 1;
        };
    }

    private static Work<Integer> one() {
        return session ->
                session.rows(new Sql("SELECT 1"), (row, _) -> row.getInt(1)).getFirst();
    }

    private static Work<Long> sql(String text) {
        return session -> session.change(new Sql(text));
    }

    private static Work<Long> endless() {
        return session -> session.rows(
                        new Sql("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"),
                        (row, _) -> row.getLong(1))
                .getFirst();
    }

    private static boolean succeeded(Future<?> work) {
        try {
            work.get();
            return true;
        } catch (ExecutionException refused) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
