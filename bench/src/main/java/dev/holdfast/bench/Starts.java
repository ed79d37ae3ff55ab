package dev.holdfast.bench;

import dev.holdfast.bench.ProcessTree.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the starts of a backend showed.
 *
 * @param milliseconds from the start of the process to the first 200, in the order of the starts
 * @param idle what was resident after a while without a request
 */
record Starts(Backend backend, List<Double> milliseconds, List<Memory> idle) {

    /** What a start alone needed is given back to the system meanwhile. */
    private static final Duration A_WHILE = Duration.ofSeconds(12);

    static Starts of(Backend backend) {
        return new Starts(backend, new ArrayList<>(), new ArrayList<>());
    }

    void once(Site site) throws IOException, InterruptedException {
        try (var running = Running.start(site, backend, backend.usual())) {
            milliseconds.add(running.toFirstAnswer().toNanos() / 1e6);
            Thread.sleep(A_WHILE);
            idle.add(running.tree().memory());
        }
    }

    double median() {
        return Median.of(milliseconds.stream().mapToDouble(Double::doubleValue));
    }

    Memory memory() {
        return new Memory(
                Median.of(idle.stream().mapToDouble(Memory::rss)),
                Median.of(idle.stream().mapToDouble(Memory::pss)));
    }
}
