package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Frames on the wire (RFC 6455 section 5.2). */
class FrameTest {

    private static String head(int length, int bytes) {
        var wire = Frame.binary(new byte[length]).wire();
        assertThat(wire).hasSize(bytes + length);
        var text = new StringBuilder();
        for (var index = 0; index < bytes; index++) {
            text.append(String.format("%02x", wire[index]));
        }
        return text.toString();
    }

    @Test
    void the_length_takes_as_few_bytes_as_it_can() {
        assertThat(head(0, 2)).isEqualTo("8200");
        assertThat(head(125, 2)).isEqualTo("827d");
        assertThat(head(126, 4)).isEqualTo("827e007e");
        assertThat(head(65_535, 4)).isEqualTo("827effff");
        assertThat(head(65_536, 10)).isEqualTo("827f0000000000010000");
    }

    @Test
    void text_goes_in_utf_8() {
        assertThat(Frame.text("é").wire()).isEqualTo(new byte[] {(byte) 0x81, 2, (byte) 0xC3, (byte) 0xA9});
    }

    @Test
    void text_may_be_utf_8_already() {
        var text = "é".getBytes(StandardCharsets.UTF_8);
        assertThat(Frame.text(text).wire()).isEqualTo(Frame.text("é").wire());
    }
}
