package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the processors have done so far.
 *
 * @param busy seconds, of all processors, in which they worked for anybody
 * @param whole seconds in all
 * @param own seconds in which they worked for this process and all that it started
 */
record Machine(double busy, double whole, double own) {

    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    static Machine now() throws IOException {
        var fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        var busy = 0.0;
        var whole = 0.0;
        for (var at = 1; at <= STOLEN; at++) {
            var seconds = Long.parseLong(fields[at]) / TICKS_PER_SECOND;
            whole += seconds;
            busy += at == IDLE || at == WAITING ? 0 : seconds;
        }
        return new Machine(busy, whole, new ProcessTree(ProcessHandle.current()).cpuSeconds());
    }

    /** Returns the share of the processors that others have had since then. */
    double othersSince(Machine then) {
        return Math.max(0, (busy - then.busy - (own - then.own)) / (whole - then.whole));
    }
}
