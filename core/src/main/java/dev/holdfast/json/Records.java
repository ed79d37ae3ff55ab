package dev.holdfast.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Looks at record types. */
final class Records {

    private Records() {}

    static Constructor<?> constructor(Class<?> type) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException failure) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, failure);
        }
    }

    /** In a null-marked package whatever is not marked nullable is required; the annotation is known by its name alone. */
    static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
