package dev.holdfast.json;

import dev.holdfast.records.RecordAccess;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Looks at record types. */
final class Records {

    private Records() {}

    static RecordAccess access(Class<?> type) {
        try {
            return RecordAccess.of(type, MethodHandles.lookup());
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(
                    "%s cannot be made: let its module open the package %s to dev.holdfast"
                            .formatted(type.getName(), type.getPackageName()),
                    refused);
        }
    }

    /** In a null-marked package whatever is not marked nullable is required; the annotation is known by its name alone. */
    static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
