package dev.holdfast.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.json.Json;
import dev.holdfast.realtime.packet.BadPacket;
import dev.holdfast.realtime.packet.Decoder;
import dev.holdfast.realtime.packet.Encoder;
import dev.holdfast.realtime.packet.Packet;
import dev.holdfast.realtime.packet.PacketLimits;
import dev.holdfast.realtime.packet.PacketMemory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Any bytes, taken for the messages of one connection: each is a packet that can be sent on, or refused. The messages are those of a
 * post, but that a binary one is not in base64.
 */
public final class PacketFuzz {

    private static final Json JSON = new Json();
    private static final PacketLimits LIMITS = new PacketLimits(4, 2_000, 32, 32);
    private static final Encoder ENCODER = new Encoder(JSON);

    /** A character of JSON is six at most when it is written, as is each that had to be replaced. */
    private static final int GROWTH = 6;

    private PacketFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        var decoder = new Decoder(JSON, LIMITS, new PacketMemory(10_000));
        try {
            for (var message : new String(input, StandardCharsets.ISO_8859_1).split("\u001e", -1)) {
                take(decoder, message.getBytes(StandardCharsets.ISO_8859_1)).ifPresent(PacketFuzz::assertSurvives);
            }
        } catch (BadPacket _) {
            // It ends the connection.
        }
    }

    private static Optional<Packet> take(Decoder decoder, byte[] message) throws BadPacket {
        var text = new String(message, StandardCharsets.UTF_8);
        return text.startsWith("b")
                ? decoder.binary(java.util.Arrays.copyOfRange(message, 1, message.length))
                : decoder.text(text);
    }

    private static void assertSurvives(Packet packet) {
        switch (packet) {
            case Packet.Event(var namespace, var id, var data, var size) -> {
                var messages =
                        ENCODER.event(namespace, id, data.values().stream().toList());
                assertThat(messages.stream().mapToInt(Outgoing::size).sum()).isLessThanOrEqualTo(GROWTH * size + 32);
                var again = (Packet.Event) decoded(messages);
                assertThat(again.namespace()).isEqualTo(namespace);
                assertThat(again.id()).isEqualTo(id);
                assertSame(again.data(), data);
            }
            case Packet.Ack(var namespace, var id, var data) -> {
                var again = (Packet.Ack) decoded(
                        ENCODER.ack(namespace, id, data.values().stream().toList()));
                assertThat(again.namespace()).isEqualTo(namespace);
                assertThat(again.id()).isEqualTo(id);
                assertSame(again.data(), data);
            }
            case Packet.Connect _, Packet.Disconnect _, Packet.ConnectError _ -> {
                // They carry nothing that goes on to anybody.
            }
        }
    }

    /** A number may be written in another way. */
    private static void assertSame(JsonNode again, JsonNode data) {
        Comparator<JsonNode> byValue = (one, other) -> one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
        assertThat(again.equals(byValue, data)).as("%s as %s", data, again).isTrue();
    }

    private static Packet decoded(List<Outgoing> messages) {
        var decoder = new Decoder(JSON, LIMITS, new PacketMemory(10_000));
        var packet = Optional.<Packet>empty();
        try {
            for (var message : messages) {
                assertThat(packet).isEmpty();
                packet = decoded(decoder, message);
            }
        } catch (BadPacket refused) {
            throw new AssertionError("what was taken is refused when it is sent on", refused);
        }
        return packet.orElseThrow();
    }

    private static Optional<Packet> decoded(Decoder decoder, Outgoing message) throws BadPacket {
        var polled = new ByteArrayOutputStream();
        message.appendTo(polled);
        return switch (Incoming.of(polled.toString(StandardCharsets.UTF_8))) {
            case Incoming.Text(var text) -> decoder.text(text);
            case Incoming.Binary(var bytes) -> decoder.binary(bytes);
            case Incoming.Pong _,
                    Incoming.Ping _,
                    Incoming.Close _,
                    Incoming.Upgrade _,
                    Incoming.Idle _,
                    Incoming.Malformed _ -> throw new AssertionError("no message: " + polled);
        };
    }
}
