package dev.holdfast.cache;

import java.time.Duration;

/**
 * How long a value is kept; each value somewhat shorter, so that what was loaded together does not expire together.
 *
 * @param fresh how long it is served as it is
 * @param stale how much longer it is served while a new one is loaded in the background
 * @param absent how long it is remembered that there is none
 */
public record Lifetime(Duration fresh, Duration stale, Duration absent) {

    private static final int SHORTER_WHERE_ABSENT = 10;

    public Lifetime {
        if (fresh.toMillis() < 1 || absent.toMillis() < 1 || stale.isNegative()) {
            throw new IllegalArgumentException("a value is kept for a millisecond or more");
        }
    }

    /** Values that are served for so long and no longer; that there is none is remembered for a tenth of it. */
    public static Lifetime of(Duration fresh) {
        var tenth = fresh.dividedBy(SHORTER_WHERE_ABSENT);
        return new Lifetime(fresh, Duration.ZERO, tenth.toMillis() < 1 ? fresh : tenth);
    }

    /** Returns this lifetime with another time for which a value is served while the next one is loaded. */
    public Lifetime stale(Duration time) {
        return new Lifetime(fresh, time, absent);
    }

    /** Returns this lifetime with another time for which it is remembered that there is nothing. */
    public Lifetime absent(Duration time) {
        return new Lifetime(fresh, stale, time);
    }
}
