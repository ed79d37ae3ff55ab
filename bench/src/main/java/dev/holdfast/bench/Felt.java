package dev.holdfast.bench;

import java.util.List;

/**
 * What was felt while something went on.
 *
 * @param waits of those who read meanwhile
 * @param statuses what those were told who caused it
 * @param seconds how long it went on
 */
record Felt(List<Wait> waits, List<Integer> statuses, double seconds) {

    /**
     * What one reader felt.
     *
     * @param milliseconds from the moment it wanted to ask
     * @param heard whether it got what it asked for
     */
    record Wait(double milliseconds, boolean heard) {}

    double at(double share) {
        var sorted = waits.stream().map(Wait::milliseconds).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    long refused() {
        return waits.stream().filter(wait -> !wait.heard()).count();
    }

    long with(int status) {
        return statuses.stream().filter(each -> each == status).count();
    }
}
