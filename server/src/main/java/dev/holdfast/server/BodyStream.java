package dev.holdfast.server;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a body while it is made and sends it in chunks (RFC 9112 section 7.1); blocks while the client does not read. */
final class BodyStream extends OutputStream {

    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ROOM = 8 * 1024;

    private final Connection connection;
    private final boolean chunked;
    private final boolean silent;
    private final boolean last;
    private final byte[] buffer = new byte[ROOM];
    private int filled;
    private long bytes;
    private boolean closed;

    BodyStream(Connection connection, boolean chunked, boolean silent, long headBytes, boolean last) {
        this.connection = connection;
        this.chunked = chunked;
        this.silent = silent;
        this.bytes = headBytes;
        this.last = last;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        var at = offset;
        var left = count;
        while (left > 0) {
            if (filled == ROOM) {
                flush();
            }
            var part = Math.min(left, ROOM - filled);
            System.arraycopy(source, at, buffer, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        if (filled == 0) {
            return;
        }
        var content = Arrays.copyOf(buffer, filled);
        filled = 0;
        send(content);
    }

    private void send(byte[] content) throws IOException {
        if (closed) {
            throw new IOException("the answer has ended");
        }
        if (silent) {
            return;
        }
        connection.awaitWritable();
        var wire = chunked ? chunk(content) : content;
        bytes += wire.length;
        connection.channel().writeAndFlush(Unpooled.wrappedBuffer(wire));
    }

    private static byte[] chunk(byte[] content) {
        var size = (Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var wire = Arrays.copyOf(size, size.length + content.length + 2);
        System.arraycopy(content, 0, wire, size.length, content.length);
        wire[wire.length - 2] = '\r';
        wire[wire.length - 1] = '\n';
        return wire;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        if (chunked && !silent) {
            bytes += END.length;
            connection.channel().writeAndFlush(Unpooled.wrappedBuffer(END));
        }
    }

    long bytes() {
        return bytes;
    }

    boolean isLast() {
        return last;
    }
}
