package dev.holdfast.app;

import dev.holdfast.http.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;

/**
 * Packs bodies while they are made; what their writers flush leaves at once.
 *
 * <p>A slow client holds its deflater for long, so there are only so many; beyond that streams go in blocks that are not packed.
 */
final class GzipStreams {

    private static final int MOST = 64;
    private static final int ROOM = 2048;

    private final Semaphore free = new Semaphore(MOST);

    /** Returns a writer of the same body, packed. A body that breaks off is left without its end. */
    Body.Writer packing(Body.Writer writer) {
        return out -> {
            if (!free.tryAcquire()) {
                stored(writer, out);
                return;
            }
            try {
                packed(writer, out);
            } finally {
                free.release();
            }
        };
    }

    private static void packed(Body.Writer writer, OutputStream out) throws Exception {
        var packing = new Packing(out);
        try {
            writer.write(packing);
            packing.finish();
        } finally {
            packing.end();
        }
    }

    private static void stored(Body.Writer writer, OutputStream out) throws Exception {
        var storing = new StoredGzip(out);
        writer.write(storing);
        storing.finish();
    }

    /** Ends its part of the body when its writer closes it, and gives its memory back whatever happens. */
    private static final class Packing extends GZIPOutputStream {

        Packing(OutputStream out) throws IOException {
            super(out, ROOM, true);
            def.setLevel(Gzip.LEVEL);
        }

        @Override
        public void close() throws IOException {
            finish();
        }

        void end() {
            def.end();
        }
    }
}
