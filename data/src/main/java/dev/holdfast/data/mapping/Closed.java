package dev.holdfast.data.mapping;

import dev.holdfast.records.RecordAccess;
import java.lang.invoke.MethodHandles;

/** What to say when a class does not let itself be reached. */
final class Closed {

    private Closed() {}

    static RecordAccess access(Class<?> type) {
        try {
            return RecordAccess.of(type, MethodHandles.lookup());
        } catch (IllegalAccessException refused) {
            throw new IllegalArgumentException(
                    "%s cannot be read: let its module open the package %s to dev.holdfast.data"
                            .formatted(type.getName(), type.getPackageName()),
                    refused);
        }
    }
}
