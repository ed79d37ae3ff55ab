package dev.holdfast.realtime.packet;

import dev.holdfast.Problem;
import dev.holdfast.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Makes packets of the messages of one connection; a packet with attachments is there when its last one is.
 *
 * <p>Threading: one message after the other; it may be dropped by any thread.
 */
public final class Decoder {

    /** A token, and a little more: it is read before anybody knows who sends it. */
    private static final int LONGEST_PROOF = 16 * 1024;

    private final Json json;
    private final PacketLimits limits;
    private final PacketMemory memory;
    private @Nullable Unfinished unfinished;
    private boolean isDropped;

    /** A packet some of whose attachments are still to come; its text is kept as it came, since a tree of it is many times as large. */
    private record Unfinished(PacketHead head, String message, List<byte[]> attachments, int bytes) {}

    /** A decoder for one connection, of those that share the memory. */
    public Decoder(Json json, PacketLimits limits, PacketMemory memory) {
        this.json = json;
        this.limits = limits;
        this.memory = memory;
    }

    /** Returns the namespace of the packet whose attachments are still to come. */
    public synchronized Optional<String> awaited() {
        return Optional.ofNullable(unfinished).map(open -> open.head().namespace());
    }

    /** Forgets a packet whose attachments are still to come, and takes no other such. */
    public synchronized void drop() {
        isDropped = true;
        if (unfinished != null) {
            memory.release(unfinished.bytes());
            unfinished = null;
        }
    }

    private synchronized void begin(PacketHead head, String message) throws BadPacket {
        if (!isDropped) {
            memory.reserve(message.length());
            unfinished = new Unfinished(head, message, new ArrayList<>(2), message.length());
        }
    }

    /**
     * Takes a text message.
     *
     * @throws BadPacket where it is no packet, or none where it stands
     */
    public Optional<Packet> text(String message) throws BadPacket {
        if (awaited().isPresent()) {
            throw new BadPacket("text where an attachment is expected");
        }
        var head = PacketHead.of(message, limits.longestNamespace());
        if (head.attachments() > limits.attachments()) {
            throw new BadPacket("too many attachments");
        }
        if (head.type() == PacketType.CONNECT && message.length() - head.end() > LONGEST_PROOF) {
            throw new BadPacket("what proves who connects is too long");
        }
        var payload = payload(message, head.end());
        if (head.attachments() == 0) {
            return Optional.of(packet(head, payload, message.length()));
        }
        array(payload);
        begin(head, message);
        return Optional.empty();
    }

    /**
     * Takes a binary message.
     *
     * @throws BadPacket where no attachment is expected
     */
    public Optional<Packet> binary(byte[] message) throws BadPacket {
        var whole = add(message);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        var open = whole.get();
        var data = array(payload(open.message(), open.head().end()));
        return Optional.of(packet(open.head(), Attachments.into(data, open.attachments()), open.bytes()));
    }

    /** Adds an attachment; returns the packet when that was its last. Nothing is read under the lock, which who closes waits for. */
    private synchronized Optional<Unfinished> add(byte[] message) throws BadPacket {
        var open = unfinished;
        if (open == null) {
            throw new BadPacket("an attachment of nothing");
        }
        var bytes = open.bytes() + message.length;
        if (bytes > limits.attachmentBytes()) {
            throw new BadPacket("the attachments are too large");
        }
        open.attachments().add(message);
        var grown = new Unfinished(open.head(), open.message(), open.attachments(), bytes);
        if (open.attachments().size() < open.head().attachments()) {
            memory.reserve(message.length);
            unfinished = grown;
            return Optional.empty();
        }
        memory.release(open.bytes());
        unfinished = null;
        return Optional.of(grown);
    }

    private JsonNode payload(String message, int from) throws BadPacket {
        if (from == message.length()) {
            return MissingNode.getInstance();
        }
        try {
            return json.read(message.substring(from));
        } catch (Problem problem) {
            throw new BadPacket(problem.getMessage());
        }
    }

    private Packet packet(PacketHead head, JsonNode payload, int size) throws BadPacket {
        return switch (head.type()) {
            case CONNECT -> {
                require(payload.isMissingNode() || payload.isObject(), "what proves who connects is an object");
                yield new Packet.Connect(head.namespace(), payload);
            }
            case DISCONNECT -> {
                require(payload.isMissingNode(), "who leaves says no more");
                yield new Packet.Disconnect(head.namespace());
            }
            case EVENT, BINARY_EVENT -> new Packet.Event(head.namespace(), head.id(), event(payload), size);
            case ACK, BINARY_ACK -> {
                require(head.id() != Packet.NO_ID, "an acknowledgement names what it is one of");
                yield new Packet.Ack(head.namespace(), head.id(), array(payload));
            }
            case CONNECT_ERROR -> new Packet.ConnectError(head.namespace());
        };
    }

    private ArrayNode event(JsonNode payload) throws BadPacket {
        var data = array(payload);
        var name = data.isEmpty() ? MissingNode.getInstance() : data.get(0);
        require(name.isNumber() || name.isString(), "an event has a name");
        require(name.asString().length() <= limits.longestEvent(), "the name of the event is too long");
        require(!Packet.RESERVED.contains(name.asString()), "the name of the event is reserved");
        return data;
    }

    private static ArrayNode array(JsonNode payload) throws BadPacket {
        if (payload instanceof ArrayNode array) {
            return array;
        }
        throw new BadPacket("the payload is a list");
    }

    private static void require(boolean condition, String otherwise) throws BadPacket {
        if (!condition) {
            throw new BadPacket(otherwise);
        }
    }
}
