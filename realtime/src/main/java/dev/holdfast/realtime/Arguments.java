package dev.holdfast.realtime;

import dev.holdfast.Problem;
import dev.holdfast.json.Binding;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What came with an event or an acknowledgement, as JSON and bytes until it is bound to something.
 *
 * <p>Threading: to be read by any number of threads.
 */
public final class Arguments {

    private final ArrayNode data;
    private final int from;
    private final Binding binding;

    Arguments(ArrayNode data, int from, Binding binding) {
        this.data = data;
        this.from = from;
        this.binding = binding;
    }

    /** Returns how many there are. */
    public int count() {
        return data.size() - from;
    }

    /** Returns one as JSON; a missing node where there is none. Binary values are binary nodes. */
    public JsonNode json(int index) {
        return index >= 0 && index < count() ? data.get(from + index) : MissingNode.getInstance();
    }

    /** Returns all of them, ready to be sent on. */
    public List<Object> all() {
        var all = new ArrayList<Object>();
        for (var index = 0; index < count(); index++) {
            all.add(json(index));
        }
        return List.copyOf(all);
    }

    /** Returns one as text; a problem of kind invalid where it is none. */
    public String text(int index) {
        return bind(index, String.class);
    }

    /** Returns the bytes of a binary one, which must not be changed; a problem of kind invalid where it is none. */
    public byte[] bytes(int index) {
        if (json(index) instanceof BinaryNode binary) {
            return binary.binaryValue();
        }
        throw Problem.invalid("/" + index, "must be binary");
    }

    /**
     * Returns one bound to a record and held to its rules, as the body of a request is, or to any other type that a component of
     * such a record may have; to JSON or bytes where that is the type.
     *
     * @throws Problem of kind invalid, with every fault
     */
    public <T> T bind(int index, Class<T> type) {
        if (type == JsonNode.class) {
            return type.cast(json(index));
        }
        if (type == byte[].class) {
            return type.cast(bytes(index));
        }
        if (index >= count()) {
            throw Problem.invalid("", "is missing");
        }
        return binding.value(type, json(index));
    }

    /** Says whether such a type is bound, and not what is there already. */
    static boolean isBound(Class<?> type) {
        return type != JsonNode.class && type != byte[].class;
    }

    /** Returns the only one, bound; a problem of kind invalid where there are others. */
    <T> T only(Class<T> type) {
        if (count() > 1) {
            throw Problem.invalid("", "takes one argument, not " + count());
        }
        return bind(0, type);
    }

    @Override
    public String toString() {
        return count() + " arguments";
    }
}
