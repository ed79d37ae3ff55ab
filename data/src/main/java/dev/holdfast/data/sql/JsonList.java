package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Plain;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of plain values as JSON, as SQL databases keep them: moments in milliseconds, UUIDs as text. */
public final class JsonList {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonList() {}

    /** Returns the list as JSON. */
    public static String text(List<?> values) {
        return JSON.writeValueAsString(values.stream().map(JsonList::simple).toList());
    }

    /** Returns a plain value as JSON, as it stands in such a list. */
    public static String element(Object value) {
        return JSON.writeValueAsString(simple(value));
    }

    private static Object simple(Object value) {
        return switch (value) {
            case Instant moment -> moment.toEpochMilli();
            case UUID id -> id.toString();
            case Object other -> other;
        };
    }

    /** Returns the plain values of the kind that the JSON holds. */
    public static List<Object> values(String json, Plain kind) {
        return JSON.readTree(json).valueStream().map(node -> value(node, kind)).toList();
    }

    private static Object value(JsonNode node, Plain kind) {
        return switch (kind) {
            case TEXT -> node.stringValue();
            case INT -> node.intValue();
            case LONG -> node.longValue();
            case BOOLEAN -> node.booleanValue();
            // What is no number, or no finite one, is written as text.
            case DOUBLE -> node.isString() ? Double.valueOf(node.stringValue()) : node.doubleValue();
            case UUID -> UUID.fromString(node.stringValue());
            case INSTANT -> Instant.ofEpochMilli(node.longValue());
            case DECIMAL, LIST -> throw new IllegalArgumentException("no list holds these");
        };
    }
}
