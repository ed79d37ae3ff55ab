package dev.holdfast.bench;

import dev.holdfast.bench.ProcessTree.Memory;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What one turn of a backend showed.
 *
 * @param perCpuSecond requests to a second of processor time of the backend's own processes
 * @param perCpuSecondInAll the same with PostgreSQL's time added where it is used
 * @param others the share of the processors that programs had meanwhile which are no part of the run
 * @param memory what was resident while the load was on
 */
record Turn(
        double perSecond,
        double p50,
        double p99,
        double perCpuSecond,
        double perCpuSecondInAll,
        double others,
        Memory memory,
        long errors) {

    static double median(List<Turn> turns, ToDoubleFunction<Turn> what) {
        return Median.of(turns.stream().mapToDouble(what));
    }

    /** Returns how many times as much the first ones showed as the others, by the middle of the rounds' ratios. */
    static double ratio(List<Turn> first, List<Turn> others, ToDoubleFunction<Turn> what) {
        var ratios = new double[first.size()];
        for (var round = 0; round < ratios.length; round++) {
            ratios[round] = what.applyAsDouble(first.get(round)) / what.applyAsDouble(others.get(round));
        }
        return Median.of(DoubleStream.of(ratios));
    }
}
