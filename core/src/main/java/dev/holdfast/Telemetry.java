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
}
