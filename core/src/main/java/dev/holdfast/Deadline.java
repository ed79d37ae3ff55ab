package dev.holdfast;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns what is left of the current deadline, at most the given time and never nothing: the timeout of a call to another
     * program, as {@code HttpRequest.Builder.timeout} wants it.
     *
     * {@snippet file="dev/holdfast/docs/concurrency/Shipping.java" region="call"}
     *
     * @throws Problem of kind unavailable where nothing is left
     */
    public static Duration stillLeftOf(Duration atMost) {
        var left = leftOf(atMost);
        if (left.isZero()) {
            throw Problem.deadlineExceeded(null);
        }
        return left;
    }

    /** Says whether the current deadline has passed; false where there is none. */
    public static boolean hasPassed() {
        return CURRENT.isBound() && CURRENT.get().isOver();
    }

    /**
     * Does work that has less time than the rest: within the given time, or the current deadline where that is sooner.
     *
     * @throws X what the work throws
     */
    public static <R extends @Nullable Object, X extends Throwable> R within(
            Duration time, ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, in(leftOf(time))).call(work);
    }

    /** Says whether the moment has come. */
    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private Duration left(Duration atMost) {
        var left = Math.max(0, end - System.nanoTime());
        return left < atMost.toNanos() ? Duration.ofNanos(left) : atMost;
    }
}
