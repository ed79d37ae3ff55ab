package dev.holdfast.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * What one of several tasks came to.
 *
 * @param <T> what it makes when it succeeds
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /** It has succeeded. */
    record Done<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /** It has failed, or was stopped before its end. */
    record Failed<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {}

    /** Returns the value of a task that has succeeded, and else another. */
    default T orElse(T other) {
        return switch (this) {
            case Done<T>(var value) -> value;
            case Failed<T> _ -> other;
        };
    }
}
