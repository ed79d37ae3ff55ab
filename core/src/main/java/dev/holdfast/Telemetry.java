package dev.holdfast;

/** Hears of everything worth knowing about a running program; called on the threads that do the work, so it must be quick. */
public interface Telemetry {

    /** The last byte of an answer has left, or the connection broke before it could. */
    void done(Exchange exchange);

    /**
     * Something failed that nobody has caught.
     *
     * @param context what was being done, in a few words
     */
    void failed(String context, Throwable failure);

    /** Whose work has to wait when the program does too much at once. */
    enum Worker {
        /** A thread that moves bytes. */
        EVENT_LOOP,
        /** The threads that carry the virtual ones. */
        CARRIER
    }

    /**
     * Work came to its thread later than it should have; measured all the time, a few times a second.
     *
     * @param nanos how late, in nanoseconds
     */
    default void late(Worker worker, long nanos) {}
}
