package dev.holdfast.realtime.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.json.Json;
import org.junit.jupiter.api.Test;

/** Packets of many connections whose attachments do not come. */
class PacketMemoryTest {

    private static final String HEAD = "52-[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

    private static final int SPARE = 50;

    private final PacketMemory memory = new PacketMemory(2L * HEAD.length() + SPARE);

    private Decoder decoder() {
        return new Decoder(new Json(), new PacketLimits(10, 1_000, 100, 100), memory);
    }

    @Test
    void one_packet_too_many_is_refused_and_those_before_it_are_not() throws BadPacket {
        var first = decoder();
        var second = decoder();
        assertThat(first.text(HEAD)).isEmpty();
        assertThat(second.text(HEAD)).isEmpty();
        assertThatThrownBy(() -> decoder().text(HEAD))
                .isInstanceOf(BadPacket.class)
                .hasMessageContaining("no room");

        assertThat(first.binary(new byte[SPARE])).isEmpty();
        assertThatThrownBy(() -> second.binary(new byte[1]))
                .isInstanceOf(BadPacket.class)
                .hasMessageContaining("no room");
        assertThat(first.binary(new byte[500])).isPresent();
    }

    @Test
    void a_packet_that_is_whole_takes_no_room() throws BadPacket {
        var decoder = decoder();
        for (var count = 0; count < 100; count++) {
            assertThat(decoder.text(HEAD)).isEmpty();
            assertThat(decoder.binary(new byte[SPARE])).isEmpty();
            assertThat(decoder.binary(new byte[1])).isPresent();
        }
    }

    @Test
    void who_leaves_gives_room_to_others_and_takes_no_more() throws BadPacket {
        for (var count = 0; count < 100; count++) {
            var decoder = decoder();
            assertThat(decoder.text(HEAD)).isEmpty();
            assertThat(decoder.binary(new byte[SPARE])).isEmpty();
            decoder.drop();
            decoder.drop();
            assertThat(decoder.text(HEAD)).isEmpty();
        }
    }
}
