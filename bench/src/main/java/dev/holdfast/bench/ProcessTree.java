package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, as {@code /proc} shows them. */
record ProcessTree(ProcessHandle root) {

    private static final double TICKS_PER_SECOND = 100;
    private static final int AFTER_THE_NAME = 2;
    private static final int FIRST_TIME = 14 - AFTER_THE_NAME - 1;

    /** What is resident, in MiB: pages counted for each process that has them, and shared pages divided among all that do. */
    record Memory(double rss, double pss) {

        static final Memory NONE = new Memory(0, 0);

        Memory max(Memory other) {
            return new Memory(Math.max(rss, other.rss), Math.max(pss, other.pss));
        }
    }

    /** Returns the time all of them have had on the processors, those included that have ended and were waited for. */
    double cpuSeconds() throws IOException {
        var ticks = 0L;
        for (var process : processes()) {
            var stat = lines(process, "stat");
            if (!stat.isEmpty()) {
                var line = stat.getFirst();
                var fields =
                        line.substring(line.lastIndexOf(')') + AFTER_THE_NAME).split(" ", -1);
                for (var at = FIRST_TIME; at < FIRST_TIME + 4; at++) {
                    ticks += Long.parseLong(fields[at]);
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    Memory memory() throws IOException {
        var rss = 0L;
        var pss = 0L;
        for (var process : processes()) {
            for (var line : lines(process, "smaps_rollup")) {
                if (line.startsWith("Rss:")) {
                    rss += kibibytes(line);
                } else if (line.startsWith("Pss:")) {
                    pss += kibibytes(line);
                }
            }
        }
        return new Memory(rss / 1024.0, pss / 1024.0);
    }

    /** Ends all of them at once, the children last, whom a parent might start anew. */
    void kill() {
        var children = root.descendants().toList();
        root.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        root.onExit().join();
    }

    private List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static List<String> lines(ProcessHandle process, String file) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
