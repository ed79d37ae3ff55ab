package dev.holdfast.json;

import dev.holdfast.records.RecordAccess;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a record of a JSON object: every component is read, normalised and held against its rules before any is refused. */
final class RecordConverter implements Converter {

    private final Class<?> type;
    private final RecordAccess access;
    private final Constraints constraints;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    RecordConverter(Class<? extends Record> type, Converters converters) {
        this.type = type;
        this.access = Records.access(type);
        this.constraints = Constraints.of(type);
        Arrays.stream(type.getRecordComponents())
                .map(component -> new Field(component, converters.of(component.getGenericType())))
                .forEach(field -> fields.put(field.name(), field));
    }

    @Override
    public @Nullable Object convert(JsonNode value, Input at) {
        if (!value.isObject()) {
            return at.refuse("must be an object");
        }
        var before = at.faults().count();
        var values = read(value, at);
        refuseUnknown(value, at);
        return at.faults().count() > before ? null : build(values);
    }

    private @Nullable Object[] read(JsonNode object, Input at) {
        var values = new @Nullable Object[fields.size()];
        var index = 0;
        for (var field : fields.values()) {
            var place = at.below(field.name());
            var before = at.faults().count();
            var value = field.read(object.get(field.name()), place);
            if (at.faults().count() == before) {
                constraints.broken(place.pointer(), field.component(), value).forEach(place.faults()::add);
            }
            values[index++] = value;
        }
        return values;
    }

    private void refuseUnknown(JsonNode object, Input at) {
        for (var name : object.propertyNames()) {
            if (!fields.containsKey(name)) {
                at.below(name).refuse("is not known here");
            }
        }
    }

    private Object build(@Nullable Object[] values) {
        try {
            return access.construct(values);
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    "the constructor of an input record must not throw: " + type.getName(), failure);
        }
    }
}
