package dev.holdfast.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** Says in the words of gzip what is not packed at all (RFC 1951 section 3.2.4), and needs no memory for it. */
final class StoredGzip extends OutputStream {

    private static final byte[] HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};
    private static final int LONGEST_BLOCK = 0xFFFF;

    private final OutputStream out;
    private final CRC32 sum = new CRC32();
    private long length;
    private boolean finished;

    StoredGzip(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEAD);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (finished) {
            throw new IOException("the answer has ended");
        }
        sum.update(source, offset, count);
        length += count;
        for (var at = 0; at < count; at += LONGEST_BLOCK) {
            var size = Math.min(LONGEST_BLOCK, count - at);
            block(0, size);
            out.write(source, offset + at, size);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        finish();
    }

    void finish() throws IOException {
        if (!finished) {
            finished = true;
            block(1, 0);
            number(sum.getValue(), 4);
            number(length, 4);
        }
    }

    private void block(int isLast, int size) throws IOException {
        out.write(isLast);
        number(size, 2);
        number(~size, 2);
    }

    private void number(long value, int bytes) throws IOException {
        for (var index = 0; index < bytes; index++) {
            out.write((int) (value >>> (8 * index)));
        }
    }
}
