package dev.holdfast.bench;

import java.util.List;

/**
 * What was felt while something went on.
 *
 * @param milliseconds how long each reader waited, from the moment it wanted to ask
 * @param statuses what those were told who caused it
 * @param seconds how long it went on
 */
record Felt(List<Double> milliseconds, List<Integer> statuses, double seconds) {

    double at(double share) {
        var sorted = milliseconds.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    long with(int status) {
        return statuses.stream().filter(each -> each == status).count();
    }
}
