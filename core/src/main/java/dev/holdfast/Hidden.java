package dev.holdfast;

import java.util.Optional;

/**
 * A stored value that is not read unless asked for, and never shown: not in JSON, in logs or by {@code toString}.
 *
 * @param <T> what is hidden
 */
public sealed interface Hidden<T> {

    /** A value that was read or is about to be stored. */
    static <T> Hidden<T> of(T value) {
        return new Known<>(value);
    }

    /** A value that was left in the database; an update leaves it as it is. */
    static <T> Hidden<T> unread() {
        return new Unread<>();
    }

    /** Returns the value when it was read. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T>(var value) -> Optional.of(value);
            case Unread<T>() -> Optional.empty();
        };
    }

    /** A value that is known here. */
    record Known<T>(T value) implements Hidden<T> {
        @Override
        public String toString() {
            return "hidden";
        }
    }

    /** A value that was not read. */
    record Unread<T>() implements Hidden<T> {
        @Override
        public String toString() {
            return "hidden";
        }
    }
}
