package dev.holdfast.testkit;

import dev.holdfast.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A packet of Socket.IO as it comes over a WebSocket (Socket.IO protocol 5, "Packet encoding").
 *
 * @param type its digit
 * @param attachments how many binary messages follow
 */
record SocketPacket(char type, int attachments, String namespace, OptionalLong id, JsonNode data) {

    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char EVENT = '2';
    static final char ACK = '3';
    static final char CONNECT_ERROR = '4';
    static final char BINARY_EVENT = '5';
    static final char BINARY_ACK = '6';

    private static final Json JSON = new Json();
    private static final String MARK = "_placeholder";
    private static final String NUMBER = "num";
    private static final Pattern FORM =
            Pattern.compile("([0-6])(?:([0-9]+)-)?(?:(/[^,]*),)?([0-9]*)(.*)", Pattern.DOTALL);

    static SocketPacket read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new AssertionError("no packet: " + text);
        }
        return new SocketPacket(
                form.group(1).charAt(0),
                form.group(2) == null ? 0 : Integer.parseInt(form.group(2)),
                form.group(3) == null ? "/" : form.group(3),
                form.group(4).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(form.group(4))),
                form.group(5).isEmpty() ? MissingNode.getInstance() : JSON.read(form.group(5)));
    }

    /** Returns the packet with its attachments where their placeholders stand. */
    SocketPacket with(List<byte[]> messages) {
        return new SocketPacket(type, 0, namespace, id, filled(data, messages));
    }

    private static JsonNode filled(JsonNode node, List<byte[]> messages) {
        switch (node) {
            case ArrayNode list -> {
                for (var index = 0; index < list.size(); index++) {
                    list.set(index, filled(list.get(index), messages));
                }
            }
            case ObjectNode object
            when object.path(MARK).isBoolean() -> {
                return BinaryNode.valueOf(messages.get(object.get(NUMBER).intValue()));
            }
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    object.set(name, filled(object.get(name), messages));
                }
            }
            default -> {
                // Nothing can be attached to it.
            }
        }
        return node;
    }

    /** Sends a packet whose values may hold bytes, however deep. */
    static void send(TestWebSocket over, char plain, char binary, String namespace, long id, List<?> values) {
        var attachments = new ArrayList<byte[]>();
        var json = new String(
                JSON.write(values, generator -> new Apart(generator, attachments)),
                java.nio.charset.StandardCharsets.UTF_8);
        var head = attachments.isEmpty() ? "4" + plain : "4" + binary + attachments.size() + "-";
        over.send(head + inside(namespace) + (id < 0 ? "" : id) + json);
        attachments.forEach(over::send);
    }

    /** Sends a packet without values. */
    static void send(TestWebSocket over, char type, String namespace, @Nullable Object payload) {
        var json = payload == null ? "" : new String(JSON.write(payload), java.nio.charset.StandardCharsets.UTF_8);
        over.send("4" + type + inside(namespace) + json);
    }

    private static String inside(String namespace) {
        return namespace.equals("/") ? "" : namespace + ",";
    }

    /** Writes placeholders where bytes would be written, and keeps the bytes. */
    private static final class Apart extends JsonGeneratorDelegate {

        private final List<byte[]> kept;

        Apart(JsonGenerator generator, List<byte[]> kept) {
            super(generator, false);
            this.kept = kept;
        }

        @Override
        public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
            writeStartObject();
            writeBooleanProperty(MARK, true);
            writeNumberProperty(NUMBER, kept.size());
            writeEndObject();
            kept.add(Arrays.copyOfRange(data, offset, offset + length));
            return this;
        }
    }
}
