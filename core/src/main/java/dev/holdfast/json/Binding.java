package dev.holdfast.json;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Binder;
import dev.holdfast.routing.PercentCoding;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds bodies and queries to records: types, unknown names and rules are reported together, each with its JSON Pointer.
 *
 * <p>A component is required unless it is Optional, marked nullable or has a default. Threading: safe for any number of threads.
 */
public final class Binding implements Binder {

    private static final int MAX_QUERY_PARAMETERS = 100;

    private final Json json;
    private final Validator validator;
    private final Map<Class<?>, RecordConverter> converters = new ConcurrentHashMap<>();

    /** Binding with the Jakarta Validation provider found on the class path or module path. */
    public Binding(Json json) {
        this.json = json;
        this.validator = Provider.FACTORY.getValidator();
    }

    @Override
    public void check(Class<?> type) {
        if (type != byte[].class) {
            converter(type);
        }
    }

    @Override
    public <T> T body(Request request, Class<T> type) {
        if (!isJson(request.header("Content-Type").orElse(""))) {
            throw new Problem(Kind.UNSUPPORTED_TYPE, "the body must be application/json in UTF-8");
        }
        return bind(type, json.read(request.content()), Source.JSON);
    }

    @Override
    public <T> T query(Request request, Class<T> type) {
        return bind(type, parameters(request.head().query()), Source.TEXT);
    }

    /** Returns a value as a record of another type, by the same rules: for input that does not come by HTTP. */
    public <T> T of(Class<T> type, Object value) {
        return bind(type, json.read(json.write(value)), Source.JSON);
    }

    private <T> T bind(Class<T> type, tools.jackson.databind.JsonNode input, Source source) {
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
        var made = new RecordConverter(type, parts, new Rules(validator, type));
        converters.put(type, made);
        return made;
    }

    private static boolean isJson(String contentType) {
        var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (var index = 1; index < parts.length; index++) {
            var parameter = parts[index].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode parameters(String query) {
        var values = new HashMap<String, String>();
        var object = JsonNodeFactory.instance.objectNode();
        if (query.isEmpty()) {
            return object;
        }
        for (var pair : query.split("&", MAX_QUERY_PARAMETERS + 1)) {
            var equals = pair.indexOf('=');
            var name = PercentCoding.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : PercentCoding.decodeForm(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw Problem.invalid(Faults.below("", name), "is given twice");
            }
            if (values.size() > MAX_QUERY_PARAMETERS) {
                throw new Problem(Kind.MALFORMED, "the query has more than " + MAX_QUERY_PARAMETERS + " parameters");
            }
            object.put(name, value);
        }
        return object;
    }

    /** Started once for all bindings: it takes longer than everything else a binding does, and none of them sets it otherwise. */
    private static final class Provider {
        static final ValidatorFactory FACTORY = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new Messages())
                .buildValidatorFactory();
    }
}
