package dev.holdfast.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket message ready for the wire (RFC 6455 section 5.2), made once and sent to any number of sockets.
 *
 * <p>Frames from a server are not masked, so that the same bytes serve every client.
 */
public final class Frame {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;

    private final byte[] wire;

    private Frame(int firstByte, byte[] payload) {
        var length = payload.length;
        var extra = length < 126 ? 0 : length <= 0xFFFF ? 2 : 8;
        var buffer = ByteBuffer.allocate(2 + extra + length);
        buffer.put((byte) firstByte);
        switch (extra) {
            case 0 -> buffer.put((byte) length);
            case 2 -> buffer.put((byte) 126).putShort((short) length);
            default -> buffer.put((byte) 127).putLong(length);
        }
        this.wire = buffer.put(payload).array();
    }

    /** A text message. */
    public static Frame text(String text) {
        return new Frame(FINAL_TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text message of bytes that are UTF-8 already. */
    public static Frame text(byte[] utf8) {
        return new Frame(FINAL_TEXT, utf8);
    }

    /** A binary message. */
    public static Frame binary(byte[] payload) {
        return new Frame(FINAL_BINARY, payload);
    }

    /** Returns the bytes as they go onto the wire; they are shared and must not be changed. */
    public byte[] wire() {
        return wire;
    }
}
