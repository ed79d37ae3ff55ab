package dev.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is packed here is what every other reader of gzip unpacks. */
class GzipTest {

    private static final int MOST_STREAMS = 64;

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] text(Random random, int length, int letters) {
        var text = new byte[length];
        for (var index = 0; index < length; index++) {
            text[index] = (byte) ('a' + random.nextInt(letters));
        }
        return text;
    }

    @Test
    void bytes_come_out_as_they_went_in_or_are_left_alone() throws IOException {
        var gzip = new Gzip();
        var random = new Random(20260501);
        for (var round = 0; round < 200; round++) {
            var content = text(random, 20 + random.nextInt(20_000), 1 + random.nextInt(120));
            var packed = gzip.packed(content);
            if (packed.isPresent()) {
                assertThat(packed.get()).hasSizeLessThanOrEqualTo(content.length);
                assertThat(unpacked(packed.get())).isEqualTo(content);
            }
        }
        var noise = new byte[5_000];
        random.nextBytes(noise);
        assertThat(gzip.packed(noise)).isEmpty();
    }

    @Test
    void streams_beyond_those_that_have_room_are_proper_all_the_same() throws Exception {
        var streams = new GzipStreams();
        var content = text(new Random(3), 20_000, 3);
        var outermost = new ByteArrayOutputStream();
        var innermost = new ByteArrayOutputStream();
        streams.packing(out -> nested(streams, MOST_STREAMS, content, innermost, out))
                .write(outermost);

        assertThat(unpacked(innermost.toByteArray())).isEqualTo(content);
        assertThat(innermost.size()).isGreaterThan(content.length);
        assertThat(unpacked(outermost.toByteArray())).isEqualTo(content);
        assertThat(outermost.size()).isLessThan(content.length / 3);
    }

    /** Writes a stream while as many others as may be are under way. */
    private static void nested(
            GzipStreams streams, int others, byte[] content, ByteArrayOutputStream innermost, OutputStream out)
            throws Exception {
        if (others > 0) {
            var below = others == 1 ? innermost : new ByteArrayOutputStream();
            streams.packing(inner -> nested(streams, others - 1, content, innermost, inner))
                    .write(below);
        }
        out.write(content);
    }
}
