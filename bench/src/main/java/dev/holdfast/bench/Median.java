package dev.holdfast.bench;

import java.util.stream.DoubleStream;

/** The middle of some numbers, which one bad round does not move. */
final class Median {

    private Median() {}

    static double of(DoubleStream values) {
        var sorted = values.sorted().toArray();
        var half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
