package dev.holdfast.bench;

import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Schema;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.UUID;

/** Measures how many durable inserts a second share how many flushes, by the number of threads that insert. */
public final class WriterBench {

    private static final int[] THREADS = {1, 4, 16, 64, 256};
    private static final int INSERTS = 4_000;

    private WriterBench() {}

    /** Runs once to warm up and once to measure. */
    public static void main(String... arguments) throws Exception {
        var file = Files.createTempDirectory("writer").resolve("bench.db");
        var options = DatabaseOptions.of("sqlite:" + file).schemas(Schema.of("bench", "bench/migration", Thing.MODEL));
        try (var database = Database.open(options)) {
            measure(database, 64);
            for (var threads : THREADS) {
                measure(database, threads);
            }
        }
    }

    private static void measure(Database database, int threads) throws InterruptedException {
        var things = database.repository(Thing.MODEL);
        var before = database.statistics();
        var started = System.nanoTime();
        var running = new ArrayList<Thread>();
        for (var thread = 0; thread < threads; thread++) {
            running.add(Thread.ofVirtual().start(() -> {
                for (var insert = 0; insert < INSERTS / threads; insert++) {
                    things.insert(new Thing(UUID.randomUUID(), "thing"));
                }
            }));
        }
        for (var thread : running) {
            thread.join();
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        var after = database.statistics();
        var writes = after.writes() - before.writes();
        System.out.printf(
                "%d threads: %.0f inserts/s, %.1f to a commit%n",
                threads, writes / seconds, (double) writes / (after.commits() - before.commits()));
    }
}
