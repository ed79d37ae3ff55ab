package dev.holdfast.json;

import dev.holdfast.records.RecordAccess;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a value type of the one value it is written as; what its constructor refuses is a fault. */
record ScalarConverter(Class<?> type, RecordAccess access, Converter inner) implements Converter {

    @Override
    public @Nullable Object convert(JsonNode value, Input at) {
        var bare = inner.convert(value, at);
        if (bare == null) {
            return null;
        }
        try {
            return access.construct(new Object[] {bare});
        } catch (IllegalArgumentException refused) {
            return at.refuse(String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", failure);
        }
    }
}
