package dev.holdfast.realtime.engine;

import dev.holdfast.http.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO packet on its way out; what it is on a WebSocket is made once, however many clients it goes to.
 *
 * <p>Threading: any number of threads; two that come first at once may both make the frame.
 */
public final class Outgoing {

    static final Outgoing PING = control("2");
    static final Outgoing PONG_OF_PROBE = control("3probe");
    static final Outgoing NOOP = control("6");
    static final Outgoing CLOSE = control("1");

    private final byte[] content;
    private final boolean isBinary;
    private @Nullable Frame frame;

    private Outgoing(byte[] content, boolean isBinary) {
        this.content = content;
        this.isBinary = isBinary;
    }

    private static Outgoing control(String text) {
        return text(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A packet of text in UTF-8, which begins with its type; the bytes must not change. */
    public static Outgoing text(byte[] packet) {
        return new Outgoing(packet, false);
    }

    /** A binary message; the bytes must not change. */
    public static Outgoing binary(byte[] message) {
        return new Outgoing(message, true);
    }

    int size() {
        return content.length;
    }

    Frame frame() {
        var made = frame;
        if (made == null) {
            made = isBinary ? Frame.binary(content) : Frame.text(content);
            frame = made;
        }
        return made;
    }

    /** Returns the frame for a client that cannot take binary ones. */
    Frame frameAsText() {
        if (!isBinary) {
            return frame();
        }
        var text = new ByteArrayOutputStream();
        appendTo(text);
        return Frame.text(text.toByteArray());
    }

    /** Adds what the packet is in the payload of an answer to a poll. */
    void appendTo(ByteArrayOutputStream payload) {
        if (isBinary) {
            payload.write('b');
            payload.writeBytes(Base64.getEncoder().encode(content));
        } else {
            payload.writeBytes(content);
        }
    }
}
