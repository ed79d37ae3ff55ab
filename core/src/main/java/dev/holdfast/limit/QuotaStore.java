package dev.holdfast.limit;

import java.util.function.LongSupplier;

/**
 * Keeps how much of each quota has been used.
 *
 * <p>One that shares its counts with other processes counts alone while it cannot reach them: a limit never fails a request by
 * a failure of its own, and never keeps one waiting for long.
 */
public interface QuotaStore {

    /** Begins to count against a quota; the name of the limit is the same in every process that shares the counts. */
    Counter counter(String limit, Quota quota);

    /** Counts against one quota. Threading: any number of threads. */
    @FunctionalInterface
    interface Counter {

        /** Takes one request from what the key has left; takes nothing where nothing is left. */
        Taken take(Key key);
    }

    /**
     * What came of taking one.
     *
     * @param granted whether there was one left
     * @param left how many are left now
     * @param nanosToReset nanoseconds until all of the quota is there again
     */
    record Taken(boolean granted, long left, long nanosToReset) {}

    /** Counts in the memory of this process, for at most a hundred thousand keys at once for each limit. */
    static QuotaStore inMemory() {
        return inMemory(LocalQuotas.KEYS, System::nanoTime);
    }

    /**
     * Counts in the memory of this process.
     *
     * @param keys how many keys each limit remembers; of more, those who ask least are forgotten
     * @param nanos tells the time in nanoseconds from any moment, and never goes back
     */
    static QuotaStore inMemory(int keys, LongSupplier nanos) {
        return new LocalQuotas(keys, nanos);
    }
}
