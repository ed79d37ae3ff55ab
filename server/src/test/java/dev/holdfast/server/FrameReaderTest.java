package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames are the same wherever the network has cut them. */
class FrameReaderTest {

    private static final int MOST = 70_000;

    private static final class Recorder implements FrameReader.Listener {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void text(byte[] utf8) {
            heard.add("text " + new String(utf8, StandardCharsets.UTF_8));
        }

        @Override
        public void binary(byte[] content) {
            heard.add("binary " + Arrays.hashCode(content));
        }

        @Override
        public void ping(byte[] payload) {
            heard.add("ping " + new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void close(byte[] payload) {
            heard.add("close " + payload.length);
        }

        @Override
        public boolean listens() {
            return true;
        }
    }

    private static void frame(DataOutputStream out, int first, byte[] payload) throws IOException {
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(0x80 | 126);
            out.writeShort(payload.length);
        } else {
            out.write(0x80 | 127);
            out.writeLong(payload.length);
        }
        var mask = new byte[] {(byte) 0xF1, 2, (byte) 0x83, 4};
        out.write(mask);
        for (var index = 0; index < payload.length; index++) {
            out.write(payload[index] ^ mask[index % 4]);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] conversation(int large) throws IOException {
        var wire = new ByteArrayOutputStream();
        var out = new DataOutputStream(wire);
        frame(out, 0x81, bytes("whole"));
        frame(out, 0x01, bytes("in "));
        frame(out, 0x89, bytes("are you there"));
        frame(out, 0x00, new byte[0]);
        frame(out, 0x8A, bytes("unasked"));
        frame(out, 0x80, bytes("pieces"));
        frame(out, 0x81, new byte[0]);
        frame(out, 0x82, new byte[large]);
        frame(out, 0x81, bytes("x".repeat(200)));
        frame(out, 0x88, new byte[2]);
        return wire.toByteArray();
    }

    private static List<String> expected(int large) {
        return List.of(
                "text whole",
                "ping are you there",
                "text in pieces",
                "text ",
                "binary " + Arrays.hashCode(new byte[large]),
                "text " + "x".repeat(200),
                "close 2");
    }

    private static List<String> heard(byte[] wire, int... cuts) throws BrokenFrame {
        var reader = new FrameReader(MOST, new Budget(1 << 30));
        var recorder = new Recorder();
        var from = 0;
        for (var cut : cuts) {
            reader.read(Unpooled.wrappedBuffer(wire, from, cut - from), recorder);
            from = cut;
        }
        reader.read(Unpooled.wrappedBuffer(wire, from, wire.length - from), recorder);
        return recorder.heard;
    }

    @Test
    void a_cut_anywhere_changes_nothing() throws Exception {
        var wire = conversation(300);
        for (var cut = 0; cut <= wire.length; cut++) {
            assertThat(heard(wire, cut)).isEqualTo(expected(300));
        }
    }

    @Test
    void many_cuts_change_nothing() throws Exception {
        var wire = conversation(66_000);
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var cuts =
                    random.ints(random.nextInt(1, 60), 0, wire.length).sorted().toArray();
            assertThat(heard(wire, cuts)).isEqualTo(expected(66_000));
        }
    }

    @Test
    void a_length_that_takes_more_bytes_than_it_needs_is_refused() {
        for (var head : List.of(new int[] {0x81, 0xFE, 0, 125}, new int[] {0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) {
            var wire = new byte[head.length];
            for (var index = 0; index < head.length; index++) {
                wire[index] = (byte) head[index];
            }
            assertThat(catchThrowableOfType(BrokenFrame.class, () -> heard(wire))
                            .code())
                    .isEqualTo(1002);
        }
    }
}
