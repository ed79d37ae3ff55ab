package dev.holdfast.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A condition that records meet or not; every value in it is bound, none becomes part of a statement.
 *
 * @param <T> the record
 */
public sealed interface Filter<T extends Record> {

    /** The most values one {@link In} may list. */
    int MOST_VALUES = 1_000;

    /** A condition that every record meets. */
    static <T extends Record> Filter<T> all() {
        return new And<>(List.of());
    }

    /** Records that meet this condition and the other. */
    default Filter<T> and(Filter<T> other) {
        return new And<>(Stream.of(this, other)
                .flatMap(part -> part instanceof And<T>(var parts) ? parts.stream() : Stream.of(part))
                .toList());
    }

    /** Records that meet this condition or the other. */
    default Filter<T> or(Filter<T> other) {
        return new Or<>(Stream.of(this, other)
                .flatMap(part -> part instanceof Or<T>(var parts) ? parts.stream() : Stream.of(part))
                .toList());
    }

    /** Exactly the records that do not meet this condition. */
    default Filter<T> not() {
        return new Not<>(this);
    }

    /** All of these; true where there is none. */
    record And<T extends Record>(List<Filter<T>> parts) implements Filter<T> {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** One of these at least; false where there is none. */
    record Or<T extends Record>(List<Filter<T>> parts) implements Filter<T> {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Not this. */
    record Not<T extends Record>(Filter<T> part) implements Filter<T> {}

    /** Equal. */
    record Eq<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** Not equal, or without a value. */
    record Ne<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** Below. */
    record Lt<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** Below or equal. */
    record Lte<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** Above. */
    record Gt<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** Above or equal. */
    record Gte<T extends Record, V>(Field<T, V> field, V value) implements Filter<T> {}

    /** One of a set. */
    record In<T extends Record, V>(Field<T, V> field, Set<V> values) implements Filter<T> {
        public In {
            values = Set.copyOf(values);
            if (values.size() > MOST_VALUES) {
                throw new IllegalArgumentException(
                        "%s.in(...) takes %d values at most".formatted(field.name(), MOST_VALUES));
            }
        }
    }

    /** Without a value. */
    record IsNull<T extends Record>(Field<T, ?> field) implements Filter<T> {}

    /** Text that begins so. */
    record StartsWith<T extends Record>(Field<T, ?> field, String text) implements Filter<T> {}

    /** Text that holds this somewhere. */
    record Contains<T extends Record>(Field<T, ?> field, String text) implements Filter<T> {}

    /** A list that holds the value. */
    record Has<T extends Record, E>(Field<T, List<E>> list, E value) implements Filter<T> {}
}
