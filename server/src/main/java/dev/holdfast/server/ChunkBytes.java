package dev.holdfast.server;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Looks at the lines of one body in chunks before they are decoded, each byte once and none of the data: the decoder takes an
 * extension without a name and a folded trailer, which another reader may cut differently (RFC 9112 sections 7.1.1 and 7.1.2). All
 * else about chunks is left to the decoder, which refuses it.
 */
final class ChunkBytes implements ByteProcessor {

    private Part part = Part.SIZE;
    private long size;
    private boolean isRefused;

    /** Where in a body the next byte belongs. */
    private enum Part {
        SIZE,
        NAME_START,
        EXTENSION,
        QUOTED,
        ESCAPED,
        END_OF_SIZE,
        DATA,
        END_OF_DATA,
        TRAILER_START,
        TRAILER,
        LEFT_TO_THE_DECODER
    }

    void reset() {
        part = Part.SIZE;
        size = 0;
        isRefused = false;
    }

    /** Looks at what comes from an index on, until it ends or something is wrong with it. */
    boolean isProper(ByteBuf bytes, int from) {
        var index = from;
        while (index < bytes.writerIndex() && !isRefused && part != Part.LEFT_TO_THE_DECODER) {
            if (part == Part.DATA) {
                var step = (int) Math.min(size, bytes.writerIndex() - index);
                size -= step;
                index += step;
                part = size == 0 ? Part.END_OF_DATA : Part.DATA;
            } else {
                var stop = bytes.forEachByte(index, bytes.writerIndex() - index, this);
                index = stop < 0 ? bytes.writerIndex() : stop + 1;
            }
        }
        return !isRefused;
    }

    /** Takes one byte of a line, and says whether to go on with the next. */
    @Override
    public boolean process(byte next) {
        part = switch (part) {
            case SIZE -> size(next);
            case NAME_START -> nameStart(next);
            case EXTENSION -> extension(next);
            case QUOTED -> next == '"' ? Part.EXTENSION : next == '\\' ? Part.ESCAPED : Part.QUOTED;
            case ESCAPED -> Part.QUOTED;
            case END_OF_SIZE -> next != '\n' ? Part.LEFT_TO_THE_DECODER : size > 0 ? Part.DATA : Part.TRAILER_START;
            case END_OF_DATA -> next == '\n' ? begin() : Part.END_OF_DATA;
            case TRAILER_START -> trailerStart(next);
            case TRAILER -> next == '\n' ? Part.TRAILER_START : Part.TRAILER;
            case DATA, LEFT_TO_THE_DECODER -> part;
        };
        return !isRefused && part != Part.DATA && part != Part.LEFT_TO_THE_DECODER;
    }

    private Part begin() {
        reset();
        return Part.SIZE;
    }

    private Part size(byte next) {
        var digit = Character.digit((char) next, 16);
        if (digit < 0) {
            return extension(next);
        }
        size = size * 16 + digit;
        return size > Integer.MAX_VALUE ? Part.LEFT_TO_THE_DECODER : Part.SIZE;
    }

    private Part extension(byte next) {
        return switch (next) {
            case ';' -> Part.NAME_START;
            case '"' -> Part.QUOTED;
            case '\r' -> Part.END_OF_SIZE;
            case '\n' -> Part.LEFT_TO_THE_DECODER;
            default -> Part.EXTENSION;
        };
    }

    private Part nameStart(byte next) {
        isRefused = next != ' ' && next != '\t' && !HeadBytes.isToken(next);
        return next == ' ' || next == '\t' ? Part.NAME_START : Part.EXTENSION;
    }

    private Part trailerStart(byte next) {
        isRefused = next == ' ' || next == '\t';
        return next == '\r' ? Part.LEFT_TO_THE_DECODER : Part.TRAILER;
    }
}
