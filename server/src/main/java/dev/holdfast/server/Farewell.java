package dev.holdfast.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a WebSocket ends: the code and reason of RFC 6455 section 7.4, and who began.
 *
 * @param reason as it was given; on the wire it is cut to what a control frame has room for
 */
record Farewell(int code, String reason, Cause cause) {

    static final Farewell LOST = new Farewell(1006, "", Cause.LOST);

    private static final int NO_CODE = 1005;
    private static final int FIRST_BYTE = 0x88;
    private static final int LARGEST = 125;
    private static final int CODE_BYTES = 2;

    /** What brought the end. */
    enum Cause {
        /** The program closed, and waits for the client to do the same. */
        CLOSED_HERE,
        /** The client closed. */
        CLOSED_THERE,
        /** The client broke the protocol; nothing it sends is heard any more. */
        BROKEN,
        /** The connection is gone. */
        LOST
    }

    /** Reads what a client has sent as its last frame. */
    static Farewell of(byte[] payload) throws BrokenFrame {
        if (payload.length == 0) {
            return new Farewell(NO_CODE, "", Cause.CLOSED_THERE);
        }
        if (payload.length < CODE_BYTES) {
            throw BrokenFrame.protocol("a code has two bytes");
        }
        var code = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        if (!isSendable(code)) {
            throw BrokenFrame.protocol("there is no such code");
        }
        var reason = Utf8.decode(Arrays.copyOfRange(payload, CODE_BYTES, payload.length));
        return new Farewell(code, reason, Cause.CLOSED_THERE);
    }

    private static boolean isSendable(int code) {
        return switch (code) {
            case 1004, 1005, 1006, 1015 -> false;
            default -> (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
        };
    }

    /** Returns the frame that says so; it answers a client with its own code only. */
    byte[] wire() {
        var text = cause == Cause.CLOSED_THERE ? new byte[0] : reason.getBytes(StandardCharsets.UTF_8);
        var size = Math.min(text.length, LARGEST - CODE_BYTES);
        while (size < text.length && (text[size] & 0xC0) == 0x80) {
            size--;
        }
        if (code == NO_CODE) {
            return new byte[] {(byte) FIRST_BYTE, 0};
        }
        return ByteBuffer.allocate(2 + CODE_BYTES + size)
                .put((byte) FIRST_BYTE)
                .put((byte) (CODE_BYTES + size))
                .putShort((short) code)
                .put(text, 0, size)
                .array();
    }
}
