package dev.holdfast.app;

import java.util.zip.CRC32;

/** Reads a body of one gzip member (RFC 1952): several of them, of nothing each, would cost work and no bytes. */
final class GzipBody {

    private static final int HEAD = 10;
    private static final int TAIL = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] body;

    private GzipBody(byte[] body) {
        this.body = body;
    }

    /** Returns what was packed; a problem where it is more than the limit, grows suspiciously, or is not proper gzip. */
    static byte[] unpacked(byte[] body, int limit) {
        return new GzipBody(body).unpacked(limit);
    }

    private byte[] unpacked(int limit) {
        var start = head();
        if (start > body.length - TAIL) {
            throw Inflation.malformed();
        }
        var content = Inflation.bare(body, start, body.length - TAIL, limit);
        var sum = new CRC32();
        sum.update(content);
        if (number(body.length - TAIL, 4) != sum.getValue() || number(body.length - 4, 4) != content.length) {
            throw Inflation.malformed();
        }
        return content;
    }

    private int head() {
        if (body.length < HEAD + TAIL || number(0, 2) != 0x8B1F || body[2] != 8) {
            throw Inflation.malformed();
        }
        var flags = body[3];
        var at = HEAD;
        if ((flags & RESERVED) != 0) {
            throw Inflation.malformed();
        }
        if ((flags & EXTRA) != 0) {
            at += 2 + (int) number(at, 2);
        }
        if ((flags & NAME) != 0) {
            at = afterText(at);
        }
        if ((flags & COMMENT) != 0) {
            at = afterText(at);
        }
        return (flags & CHECKSUM) != 0 ? at + 2 : at;
    }

    private int afterText(int from) {
        for (var at = from; at < body.length; at++) {
            if (body[at] == 0) {
                return at + 1;
            }
        }
        throw Inflation.malformed();
    }

    /** Returns a number of some bytes, the least first. */
    private long number(int at, int bytes) {
        if (at + bytes > body.length) {
            throw Inflation.malformed();
        }
        var number = 0L;
        for (var index = bytes - 1; index >= 0; index--) {
            number = number << 8 | (body[at + index] & 0xFF);
        }
        return number;
    }
}
