package dev.holdfast.bench;

import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.sql.Gateway.Reach;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.sqlite.ReadsRun;
import dev.holdfast.data.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures what slow reads of SQLite do to everything else on virtual threads, and what a read of one record costs.
 *
 * <p>Takes where reads run: {@code IN_PLACE}, {@code ELSEWHERE} or {@code POINTS_IN_PLACE}.
 */
public final class ReadersBench {

    private static final int ROWS = 10_000;
    private static final int SLOW_READERS = 4;
    private static final int PROBES = 1_000;
    private static final long BETWEEN_PROBES_NANOS = 5_000_000;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int POINT_READS = 300_000;
    private static final int CALLERS = 64;

    private static final String SLOW =
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000000) SELECT max(n) FROM c";

    private ReadersBench() {}

    /** Runs all measurements for one place. */
    public static void main(String... arguments) throws Exception {
        var place = ReadsRun.valueOf(arguments[0]);
        var file = Files.createTempDirectory("readers").resolve("bench.db");
        var options = DatabaseOptions.of("sqlite:" + file).schemas(Schema.of("bench", "bench/migration", Thing.MODEL));
        try (var database = SqliteDatabase.open(options, place)) {
            var things = database.repository(Thing.MODEL);
            var ids = fill(things);
            points(things, ids);
            System.out.printf("%s, point read on one thread: %.2f us%n", place, points(things, ids));
            together(things, ids);
            System.out.printf("%s, point reads from %d callers: %.0f/s%n", place, CALLERS, together(things, ids));
            report(place + ", trivial task, idle", probe(() -> {}));
            var stop = new AtomicBoolean();
            var slow = slow(database, stop);
            report(place + ", trivial task, slow reads", probe(() -> {}));
            report(place + ", point read, slow reads", probe(() -> things.findById(ids.getFirst())));
            stop.set(true);
            for (var thread : slow) {
                thread.join();
            }
        }
    }

    private static List<UUID> fill(Repository<Thing, UUID> things) {
        var ids = IntStream.range(0, ROWS).mapToObj(_ -> UUID.randomUUID()).toList();
        for (var from = 0; from < ROWS; from += 1_000) {
            things.insertAll(ids.subList(from, from + 1_000).stream()
                    .map(id -> new Thing(id, "thing " + id))
                    .toList());
        }
        return ids;
    }

    private static double points(Repository<Thing, UUID> things, List<UUID> ids) throws InterruptedException {
        var started = System.nanoTime();
        Thread.ofVirtual()
                .start(() -> {
                    for (var count = 0; count < POINT_READS; count++) {
                        if (things.findById(ids.get(count % ROWS)).isEmpty()) {
                            throw new IllegalStateException("a record is gone");
                        }
                    }
                })
                .join();
        return (System.nanoTime() - started) / 1_000.0 / POINT_READS;
    }

    /** Returns how many point reads a second that many callers make at once. */
    private static double together(Repository<Thing, UUID> things, List<UUID> ids) throws InterruptedException {
        var started = System.nanoTime();
        var running = new ArrayList<Thread>();
        for (var caller = 0; caller < CALLERS; caller++) {
            var from = caller;
            running.add(Thread.ofVirtual().start(() -> {
                for (var count = 0; count < POINT_READS / CALLERS; count++) {
                    if (things.findById(ids.get((from + count * CALLERS) % ROWS))
                            .isEmpty()) {
                        throw new IllegalStateException("a record is gone");
                    }
                }
            }));
        }
        for (var thread : running) {
            thread.join();
        }
        return POINT_READS / ((System.nanoTime() - started) / 1e9);
    }

    private static List<Thread> slow(SqliteDatabase database, AtomicBoolean stop) {
        var threads = new ArrayList<Thread>();
        for (var count = 0; count < SLOW_READERS; count++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    read(database);
                }
            }));
        }
        return threads;
    }

    /** Pauses after the read, as a request does that writes its answer: without a pause a virtual thread never lets go. */
    private static void read(SqliteDatabase database) {
        LockSupport.parkNanos(PAUSE_NANOS);
        try {
            database.read(Reach.SCAN, session -> session.rows(new Sql(SLOW), (row, _) -> row.getLong(1)));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Starts virtual threads at a steady rate and returns how long after its turn each of them was done. */
    private static long[] probe(Runnable task) throws InterruptedException {
        var nanos = new long[PROBES];
        var done = new CountDownLatch(PROBES);
        var started = System.nanoTime();
        for (var probe = 0; probe < PROBES; probe++) {
            var number = probe;
            var turn = started + probe * BETWEEN_PROBES_NANOS;
            while (System.nanoTime() < turn) {
                LockSupport.parkNanos(turn - System.nanoTime());
            }
            var begun = System.nanoTime();
            Thread.ofVirtual().start(() -> {
                task.run();
                nanos[number] = System.nanoTime() - begun;
                done.countDown();
            });
        }
        done.await();
        return nanos;
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.3f ms, p99 %.3f ms, most %.3f ms%n",
                what, millis(nanos, 0.5), millis(nanos, 0.99), millis(nanos, 1));
    }

    private static double millis(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }
}
