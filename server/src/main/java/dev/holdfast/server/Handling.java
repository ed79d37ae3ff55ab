package dev.holdfast.server;

import dev.holdfast.Deadline;
import java.time.Duration;

/** A handler at work, and when it has to be done. */
record Handling(Interruption interruption, Deadline deadline) {

    /** How long a handler that was interrupted has for coming to an end of its own. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** A handler that begins now, on this thread. */
    static Handling begin(Deadline deadline) {
        return new Handling(new Interruption(), deadline);
    }

    /** Interrupts the handler when its time is up; true once, when it does not heed that. */
    boolean isHopeless() {
        return deadline.isOver() && !interruption.interrupt() && interruption.abandon(GRACE);
    }

    /** Returns what to report of a handler that goes on. */
    Exception stuck() {
        var stuck = new IllegalStateException("the handler goes on, though its time is up and it was interrupted");
        stuck.setStackTrace(interruption.place());
        return stuck;
    }
}
