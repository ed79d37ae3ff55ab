package dev.holdfast.json;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Scalar;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Binder;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Binds bodies, forms and queries to records: types, unknown names and rules are reported together, each with its JSON Pointer.
 *
 * <p>A component is required unless it is Optional, marked nullable or has a default. Threading: safe for any number of threads.
 */
public final class Binding implements Binder {

    private final Json json;
    private final Map<Class<?>, RecordConverter> converters = new ConcurrentHashMap<>();
    private final Map<Class<?>, Converter> values = new ConcurrentHashMap<>();

    /** Binding of such JSON. */
    public Binding(Json json) {
        this.json = json;
    }

    @Override
    public void check(Class<?> type) {
        if (type != byte[].class) {
            converter(type);
        }
    }

    @Override
    public <T> T body(Request request, Class<T> type) {
        if (!ContentType.is(request, "application/json")) {
            throw new Problem(Kind.UNSUPPORTED_TYPE, "the body must be application/json in UTF-8");
        }
        return bind(type, json.read(request.content()), Source.JSON);
    }

    @Override
    public <T> T form(Request request, Class<T> type) {
        if (!ContentType.is(request, "application/x-www-form-urlencoded")) {
            throw new Problem(Kind.UNSUPPORTED_TYPE, "the body must be application/x-www-form-urlencoded in UTF-8");
        }
        return bind(type, Parameters.ofForm(request.content()), Source.TEXT);
    }

    @Override
    public <T> T query(Request request, Class<T> type) {
        return bind(type, Parameters.ofQuery(request.head().query()), Source.TEXT);
    }

    /** Returns a value as a record of another type, by the same rules: for input that does not come by HTTP. */
    public <T> T of(Class<T> type, Object value) {
        return bind(type, json.read(json.write(value)), Source.JSON);
    }

    /**
     * Returns JSON as a record, or as any other type that a component of an input may have: for input that does not come by HTTP.
     *
     * @throws Problem of kind invalid, with every fault
     * @throws IllegalArgumentException where nothing is known about binding such a type
     */
    public <T> T value(Class<T> type, JsonNode tree) {
        var faults = new Faults();
        var at = new Converter.Input("", Source.JSON, faults);
        var bound = tree.isNull() ? at.refuse("is required") : any(type).convert(tree, at);
        faults.refuseIfAny();
        @SuppressWarnings("unchecked") // a primitive type is bound as the class that boxes it
        var value = (T) Objects.requireNonNull(bound);
        return value;
    }

    /**
     * Prepares for a type that JSON is to be bound to.
     *
     * @throws IllegalArgumentException where nothing is known about binding such a type
     */
    public void checkValue(Class<?> type) {
        any(type);
    }

    private Converter any(Class<?> type) {
        return type.isRecord() && !Scalar.class.isAssignableFrom(type)
                ? converter(type)
                : values.computeIfAbsent(type, new Converters(this::converter)::of);
    }

    private <T> T bind(Class<T> type, JsonNode input, Source source) {
        var faults = new Faults();
        var bound = converter(type).convert(input, new Converter.Input("", source, faults));
        faults.refuseIfAny();
        return type.cast(Objects.requireNonNull(bound));
    }

    private RecordConverter converter(Class<?> type) {
        var known = converters.get(type);
        if (known != null) {
            return known;
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("inputs are bound to records, and " + type.getName() + " is none");
        }
        return converter(type, Set.of());
    }

    /** A record that holds its own kind, as a comment its answers, finds its converter when there is one to find. */
    private RecordConverter converter(Class<?> type, Set<Class<?>> around) {
        var within = new HashSet<>(around);
        within.add(type);
        var parts = new Converters(part ->
                within.contains(part) ? (value, at) -> converter(part).convert(value, at) : converter(part, within));
        var made = new RecordConverter(type.asSubclass(Record.class), parts);
        converters.put(type, made);
        return made;
    }
}
