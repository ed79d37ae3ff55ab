package dev.holdfast.app;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks what was deflated (RFC 1950, RFC 1951), and stops as soon as it becomes more than anybody would pack honestly. */
final class Inflation {

    private static final int MOST_TIMES = 100;
    private static final int FREE = 64 * 1024;
    private static final int FIRST_ROOM = 1024;

    private final Inflater inflater;
    private final int limit;
    private byte[] room;
    private int length;

    private Inflation(Inflater inflater, int limit) {
        this.inflater = inflater;
        this.limit = limit;
        this.room = new byte[Math.min(limit, FIRST_ROOM) + 1];
    }

    /** Returns what was packed with the head and the checksum of zlib. */
    static byte[] zlib(byte[] packed, int limit) {
        return unpacked(packed, 0, packed.length, new Inflater(), limit);
    }

    /** Returns what was packed in a part of the bytes without a head. */
    static byte[] bare(byte[] packed, int from, int to, int limit) {
        return unpacked(packed, from, to, new Inflater(true), limit);
    }

    static Problem malformed() {
        return new Problem(Kind.MALFORMED, "the body is not in the coding it says");
    }

    private static byte[] unpacked(byte[] packed, int from, int to, Inflater inflater, int limit) {
        try {
            inflater.setInput(packed, from, to - from);
            return new Inflation(inflater, limit).unpacked();
        } catch (DataFormatException _) {
            throw malformed();
        } finally {
            inflater.end();
        }
    }

    private byte[] unpacked() throws DataFormatException {
        while (!inflater.finished()) {
            var more = inflater.inflate(room, length, room.length - length);
            length += more;
            if (more == 0 && !inflater.finished()) {
                throw malformed();
            }
            refuseIfTooLarge();
            if (length == room.length) {
                room = Arrays.copyOf(room, (int) Math.min(limit + 1L, 2L * room.length));
            }
        }
        if (inflater.getRemaining() > 0) {
            throw malformed();
        }
        return Arrays.copyOf(room, length);
    }

    private void refuseIfTooLarge() {
        if (length > limit) {
            throw new Problem(Kind.TOO_LARGE, "the body may have at most " + limit + " bytes here when it is unpacked");
        }
        if (length > FREE && length > MOST_TIMES * inflater.getBytesRead()) {
            throw new Problem(Kind.TOO_LARGE, "the body becomes more than " + MOST_TIMES + " times as large");
        }
    }
}
