package dev.holdfast.realtime.packet;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the binary messages of a packet where their placeholders stand. */
final class Attachments {

    static final String MARK = "_placeholder";
    static final String NUMBER = "num";

    private final List<byte[]> messages;
    private final boolean[] used;

    private Attachments(List<byte[]> messages) {
        this.messages = messages;
        this.used = new boolean[messages.size()];
    }

    static ArrayNode into(ArrayNode data, List<byte[]> messages) throws BadPacket {
        var attachments = new Attachments(messages);
        attachments.fill(data);
        for (var each : attachments.used) {
            if (!each) {
                throw new BadPacket("an attachment has no place");
            }
        }
        return data;
    }

    private void fill(ArrayNode list) throws BadPacket {
        for (var index = 0; index < list.size(); index++) {
            list.set(index, filled(list.get(index)));
        }
    }

    private JsonNode filled(JsonNode node) throws BadPacket {
        if (node instanceof ArrayNode list) {
            fill(list);
        } else if (node instanceof ObjectNode object) {
            var mark = object.path(MARK);
            if (mark.isBoolean() && mark.booleanValue()) {
                return attachment(object.get(NUMBER));
            }
            for (var name : List.copyOf(object.propertyNames())) {
                object.set(name, filled(object.get(name)));
            }
        }
        return node;
    }

    private JsonNode attachment(@org.jspecify.annotations.Nullable JsonNode number) throws BadPacket {
        if (number == null || !number.isIntegralNumber() || !number.canConvertToInt()) {
            throw new BadPacket("illegal attachments");
        }
        var index = number.intValue();
        if (index < 0 || index >= messages.size()) {
            throw new BadPacket("illegal attachments");
        }
        // Whoever sends the packet on would send the bytes once for each place.
        if (used[index]) {
            throw new BadPacket("an attachment has two places");
        }
        used[index] = true;
        return BinaryNode.valueOf(messages.get(index));
    }
}
