package dev.holdfast;

import java.time.Duration;

/** The moment by which a piece of work has to be done; everything it calls is given what is left. */
public final class Deadline {

    /** The deadline of the work the current thread is doing, where it has one. */
    public static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** A deadline that far from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Returns what is left of the current deadline, at most the given time; zero when it has passed. */
    public static Duration leftOf(Duration atMost) {
        return CURRENT.isBound() ? CURRENT.get().left(atMost) : atMost;
    }

    private Duration left(Duration atMost) {
        var left = Math.max(0, end - System.nanoTime());
        return left < atMost.toNanos() ? Duration.ofNanos(left) : atMost;
    }
}
