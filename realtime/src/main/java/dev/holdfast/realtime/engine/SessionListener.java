package dev.holdfast.realtime.engine;

/**
 * Hears what comes over one session.
 *
 * <p>Threading: messages come one after the other, on virtual threads, and may block: the client is not read from meanwhile.
 * {@code closed} comes once, from any thread, and must not block.
 */
public interface SessionListener {

    /** A text message has come. */
    void text(String message) throws InterruptedException;

    /** A binary message has come. */
    void binary(byte[] message) throws InterruptedException;

    /** The session has ended; the last call, but for a message that is on its way already. */
    void closed(CloseReason reason);
}
