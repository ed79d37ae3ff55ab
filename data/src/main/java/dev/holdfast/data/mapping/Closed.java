package dev.holdfast.data.mapping;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.records.RecordAccess;
import java.lang.invoke.MethodHandles;

/** What to say when a class does not let itself be reached or made. */
final class Closed {

    private Closed() {}

    static RecordAccess access(Class<?> type) {
        try {
            return RecordAccess.of(type, MethodHandles.lookup());
        } catch (IllegalAccessException refused) {
            throw to(type, refused);
        }
    }

    static IllegalArgumentException to(Class<?> type, ReflectiveOperationException cause) {
        return new IllegalArgumentException(
                "%s cannot be read: let its module open the package %s to dev.holdfast.data"
                        .formatted(type.getName(), type.getPackageName()),
                cause);
    }

    /** Returns a checked exception of a constructor as one that can be thrown; all others are thrown as they are. */
    static RuntimeException rethrown(Throwable failure) {
        return switch (failure) {
            case RuntimeException same -> same;
            case Error error -> throw error;
            case Throwable checked -> new DatabaseFailure("a constructor failed", checked);
        };
    }
}
