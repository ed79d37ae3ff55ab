package dev.holdfast.server;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The frames of one client (RFC 6455 section 5), read byte by byte as they come; nothing is held between two messages.
 *
 * <p>A message takes as much memory as has come of it, whatever length it announces, and has at most so many fragments: empty ones
 * would never reach a limit in bytes. What is large is reserved of the memory that all clients share, until it is handed over.
 *
 * <p>Threading: the channel's event loop.
 */
final class FrameReader {

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int LARGEST_CONTROL = 125;
    private static final int SHORT_LENGTH = 126;
    private static final int LARGEST_OF_TWO_BYTES = 0xFFFF;
    private static final int MOST_FRAGMENTS = 1024;
    /** So much has everybody: small messages are not worth counting. */
    private static final int FREE = 4096;

    private static final byte[] NOTHING = {};

    private final int maxMessage;
    private final Budget memory;
    private int reserved;
    private int headSize;
    private int headRead;
    private int first;
    private long length;
    private int mask;
    private int payloadRead;
    private int opcode;
    private int fragments;
    private int filled;
    private byte[] message = NOTHING;
    private byte[] control = NOTHING;

    FrameReader(int maxMessage, Budget memory) {
        this.maxMessage = maxMessage;
        this.memory = memory;
    }

    /** Hears what has come. */
    interface Listener {

        void text(byte[] utf8) throws BrokenFrame;

        void binary(byte[] content);

        void ping(byte[] payload);

        void close(byte[] payload) throws BrokenFrame;

        /** Says whether anything that follows is to be read. */
        boolean listens();
    }

    void read(ByteBuf bytes, Listener listener) throws BrokenFrame {
        while (listener.listens() && bytes.isReadable()) {
            if (headRead < 2 || headRead < headSize) {
                head(bytes.readUnsignedByte());
            } else {
                payload(bytes);
            }
            if (headRead >= 2 && headRead == headSize && payloadRead == length) {
                end(listener);
            }
        }
    }

    private void head(int next) throws BrokenFrame {
        switch (headRead++) {
            case 0 -> first(next);
            case 1 -> second(next);
            default -> {
                if (headRead <= headSize - MASK_BYTES) {
                    length = length << 8 | next;
                } else {
                    mask = mask << 8 | next;
                }
            }
        }
        if (headRead >= 2 && headRead == headSize - MASK_BYTES) {
            checkLength();
        }
    }

    private void first(int next) throws BrokenFrame {
        first = next;
        check((next & RESERVED) == 0, "reserved bits are not used here");
        switch (next & OPCODE) {
            case CONTINUATION -> check(opcode != 0, "there is nothing to continue");
            case TEXT, BINARY -> check(opcode == 0, "the message before has not ended");
            case CLOSE, PING, PONG -> check((next & FINAL) != 0, "a control frame is whole");
            default -> throw BrokenFrame.protocol("there is no such opcode");
        }
    }

    private void second(int next) throws BrokenFrame {
        check((next & MASKED) != 0, "clients mask their frames");
        var announced = next & ~MASKED;
        check(!isControl() || announced <= LARGEST_CONTROL, "a control frame is short");
        var more = announced < SHORT_LENGTH ? 0 : announced == SHORT_LENGTH ? 2 : 8;
        length = more == 0 ? announced : 0;
        headSize = 2 + more + MASK_BYTES;
    }

    private void checkLength() throws BrokenFrame {
        // A length beyond 63 bits has become negative.
        check(length >= least(), "a length takes as few bytes as it can");
        if (!isControl() && (length > maxMessage - filled || ++fragments > MOST_FRAGMENTS)) {
            throw BrokenFrame.tooBig();
        }
    }

    private int least() {
        return switch (headSize - 2 - MASK_BYTES) {
            case 0 -> 0;
            case 2 -> SHORT_LENGTH;
            default -> LARGEST_OF_TWO_BYTES + 1;
        };
    }

    private boolean isControl() {
        return (first & OPCODE) >= CLOSE;
    }

    private void payload(ByteBuf bytes) throws BrokenFrame {
        var size = (int) Math.min(bytes.readableBytes(), length - payloadRead);
        if (isControl()) {
            if (payloadRead == 0) {
                control = new byte[(int) length];
            }
            unmask(bytes, control, payloadRead, size);
        } else {
            makeRoom(size);
            unmask(bytes, message, filled, size);
            filled += size;
        }
        payloadRead += size;
    }

    /** Grows by half at least, so that a message of many pieces is not copied for each. */
    private void makeRoom(int more) throws BrokenFrame {
        var needed = filled + more;
        if (needed > message.length) {
            var size = Math.max(needed, Math.min(filled + filled / 2, maxMessage));
            reserve(size - FREE - reserved);
            message = Arrays.copyOf(message, size);
        }
    }

    private void reserve(int more) throws BrokenFrame {
        if (more > 0) {
            if (!memory.reserve(more)) {
                throw BrokenFrame.noRoom();
            }
            reserved += more;
        }
    }

    /** Returns what the message just delivered has reserved, which is to be released by whoever holds it now. */
    int handOver() {
        var theirs = reserved;
        reserved = 0;
        return theirs;
    }

    /** Forgets what has not ended: nothing more is read. */
    void drop() {
        message = NOTHING;
        memory.release(handOver());
    }

    /** Says whether something has begun and not ended. */
    boolean isWithin() {
        return headRead > 0 || opcode != 0;
    }

    private void unmask(ByteBuf bytes, byte[] target, int offset, int size) {
        bytes.readBytes(target, offset, size);
        var turned = Integer.rotateLeft(mask, 8 * (payloadRead & 3));
        for (var index = offset; index < offset + size; index++) {
            turned = Integer.rotateLeft(turned, 8);
            target[index] ^= (byte) turned;
        }
    }

    private void end(Listener listener) throws BrokenFrame {
        headRead = 0;
        headSize = 0;
        payloadRead = 0;
        var isLast = (first & FINAL) != 0;
        switch (first & OPCODE) {
            case CLOSE -> listener.close(takeControl());
            case PING -> listener.ping(takeControl());
            case PONG -> takeControl();
            case CONTINUATION -> {}
            default -> opcode = first & OPCODE;
        }
        if (isLast && !isControl()) {
            deliver(listener);
        }
    }

    private byte[] takeControl() {
        var payload = control;
        control = NOTHING;
        return payload;
    }

    private void deliver(Listener listener) throws BrokenFrame {
        var whole = message.length == filled ? message : Arrays.copyOf(message, filled);
        var isText = opcode == TEXT;
        message = NOTHING;
        filled = 0;
        fragments = 0;
        opcode = 0;
        if (isText) {
            listener.text(whole);
        } else {
            listener.binary(whole);
        }
    }

    private static void check(boolean holds, String rule) throws BrokenFrame {
        if (!holds) {
            throw BrokenFrame.protocol(rule);
        }
    }
}
