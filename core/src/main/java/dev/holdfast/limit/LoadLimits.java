package dev.holdfast.limit;

import java.time.Duration;

/**
 * How much a program does at once, and how it tells that it does too much.
 *
 * @param least requests under way that are always let in, however busy the processors are
 * @param most requests under way that are let in when the processors have time
 * @param waiting requests that wait for one under way to end; one more is refused: 503
 * @param patience how long they wait; then they are refused: 503
 * @param delay how late a thread may begin to work on its request; when none of many has been earlier for a whole window,
 *     those that are later are refused: 503
 * @param window how long it must have been so
 */
public record LoadLimits(int least, int most, int waiting, Duration patience, Duration delay, Duration window) {

    public LoadLimits {
        if (least < 1 || most < least || waiting < 0) {
            throw new IllegalArgumentException("a program lets in at least one request, and never more than the most");
        }
        if (patience.isNegative() || !delay.isPositive() || !window.isPositive()) {
            throw new IllegalArgumentException("the times of overload are more than nothing");
        }
    }

    /** The limits a program has unless it says otherwise. */
    public static LoadLimits standard() {
        return new LoadLimits(64, 1024, 256, Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(250));
    }

    /** Returns these limits with other numbers of requests: under way at the least and at the most, and waiting. */
    public LoadLimits requests(int fewest, int greatest, int queue) {
        return new LoadLimits(fewest, greatest, queue, patience, delay, window);
    }

    /** Returns these limits with other times: in the queue, before work begins, and until that counts as overload. */
    public LoadLimits times(Duration inQueue, Duration late, Duration observed) {
        return new LoadLimits(least, most, waiting, inQueue, late, observed);
    }
}
