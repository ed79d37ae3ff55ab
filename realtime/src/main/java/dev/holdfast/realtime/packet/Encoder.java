package dev.holdfast.realtime.packet;

import dev.holdfast.json.Json;
import dev.holdfast.realtime.engine.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Makes messages of packets; byte arrays and binary nodes, however deep, become attachments.
 *
 * <p>Threading: immutable.
 */
public final class Encoder {

    private final Json json;

    public Encoder(Json json) {
        this.json = json;
    }

    /** Returns an event: its values, the first of which is its name. */
    public List<Outgoing> event(String namespace, long id, List<?> values) {
        return withValues(PacketType.EVENT, PacketType.BINARY_EVENT, namespace, id, values);
    }

    /** Returns an acknowledgement. */
    public List<Outgoing> ack(String namespace, long id, List<?> values) {
        return withValues(PacketType.ACK, PacketType.BINARY_ACK, namespace, id, values);
    }

    /** Returns that a client has joined. */
    public List<Outgoing> connect(String namespace, Object facts) {
        return plain(PacketType.CONNECT, namespace, facts);
    }

    /** Returns that a client may not join. */
    public List<Outgoing> connectError(String namespace, Object facts) {
        return plain(PacketType.CONNECT_ERROR, namespace, facts);
    }

    /** Returns that a client has to leave. */
    public List<Outgoing> disconnect(String namespace) {
        return List.of(text(head(PacketType.DISCONNECT, 0, namespace, Packet.NO_ID), new byte[0]));
    }

    private List<Outgoing> plain(PacketType type, String namespace, Object facts) {
        return List.of(text(head(type, 0, namespace, Packet.NO_ID), json.write(facts)));
    }

    private List<Outgoing> withValues(PacketType plain, PacketType binary, String namespace, long id, List<?> values) {
        var attachments = new ArrayList<byte[]>(0);
        var payload = json.write(values, generator -> new Apart(generator, attachments));
        if (attachments.isEmpty()) {
            return List.of(text(head(plain, 0, namespace, id), payload));
        }
        var parts = new ArrayList<Outgoing>();
        parts.add(text(head(binary, attachments.size(), namespace, id), payload));
        attachments.forEach(bytes -> parts.add(Outgoing.binary(bytes)));
        return parts;
    }

    private static String head(PacketType type, int attachments, String namespace, long id) {
        var head = new StringBuilder(16).append('4').append(type.digit());
        if (type.isBinary()) {
            head.append(attachments).append('-');
        }
        if (!namespace.equals("/")) {
            head.append(namespace).append(',');
        }
        if (id != Packet.NO_ID) {
            head.append(id);
        }
        return head.toString();
    }

    private static Outgoing text(String head, byte[] payload) {
        var start = head.getBytes(StandardCharsets.UTF_8);
        var message = new byte[start.length + payload.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(payload, 0, message, start.length, payload.length);
        return Outgoing.text(message);
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
            writeBooleanProperty(Attachments.MARK, true);
            writeNumberProperty(Attachments.NUMBER, kept.size());
            writeEndObject();
            kept.add(java.util.Arrays.copyOfRange(data, offset, offset + length));
            return this;
        }
    }
}
