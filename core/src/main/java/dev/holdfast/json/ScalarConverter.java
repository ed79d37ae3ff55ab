package dev.holdfast.json;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a value type of the one value it is written as; what its constructor refuses is a fault. */
record ScalarConverter(Class<?> type, Converter inner) implements Converter {

    @Override
    public @Nullable Object convert(JsonNode value, Input at) {
        var bare = inner.convert(value, at);
        if (bare == null) {
            return null;
        }
        try {
            return Records.constructor(type).newInstance(bare);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof IllegalArgumentException refused) {
                return at.refuse(String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("the constructor of " + type.getName() + " cannot be called", failure);
        }
    }
}
