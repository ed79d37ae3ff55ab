package dev.holdfast.realtime.engine;

import java.util.Base64;

/** One Engine.IO packet that has come (Engine.IO protocol 4, "Packet encoding"). */
sealed interface Incoming {

    /** Text of the layer above. */
    record Text(String message) implements Incoming {}

    /** Bytes of the layer above. */
    @SuppressWarnings("ArrayRecordComponent") // read once, by whoever takes it
    record Binary(byte[] message) implements Incoming {}

    /** The client still hears us. */
    record Pong() implements Incoming {}

    /** The client asks whether we hear it: over a new transport, by the word it sends along. */
    record Ping(String word) implements Incoming {}

    /** The client has left. */
    record Close() implements Incoming {}

    /** The client goes on over the transport that this comes by. */
    record Upgrade() implements Incoming {}

    /** Nothing that a client has to say. */
    record Idle() implements Incoming {}

    /** No packet at all. */
    record Malformed() implements Incoming {}

    static Incoming of(String packet) {
        if (packet.isEmpty()) {
            return new Malformed();
        }
        return switch (packet.charAt(0)) {
            case '4' -> new Text(packet.substring(1));
            case 'b' -> binary(packet.substring(1));
            case '3' -> new Pong();
            case '2' -> new Ping(packet.substring(1));
            case '1' -> new Close();
            case '5' -> new Upgrade();
            case '0', '6' -> new Idle();
            default -> new Malformed();
        };
    }

    /** The official Java client breaks its lines, as mail does. */
    private static Incoming binary(String base64) {
        try {
            return new Binary(Base64.getDecoder().decode(base64.replace("\n", "")));
        } catch (IllegalArgumentException _) {
            return new Malformed();
        }
    }
}
