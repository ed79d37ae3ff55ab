package dev.holdfast.server;

/**
 * How long a message has been arriving; there is one only while a message has begun and not ended.
 *
 * @param message how many have ended before it
 * @param since the moment of {@link System#nanoTime()} at which it began
 */
record Arrival(int message, long since) {

    static Arrival of(FrameReader reader) {
        return new Arrival(reader.messages(), System.nanoTime());
    }
}
