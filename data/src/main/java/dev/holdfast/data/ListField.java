package dev.holdfast.data;

import dev.holdfast.data.mapping.ListColumn;
import java.util.List;

/**
 * A component that holds a list, as queries and patches name it; made by {@link Model#list}.
 *
 * @param <T> the record
 * @param <E> what is in the list
 */
public sealed interface ListField<T extends Record, E> permits ListColumn {

    /** Returns the name of the component. */
    String name();

    /** Returns the field as one value, as patches name it. */
    Field<T, List<E>> whole();

    /** Records whose list holds the value. */
    default Filter<T> has(E value) {
        return new Filter.Has<>(whole(), value);
    }

    /** Sets the list, leaving all other fields as they are. */
    default Patch<T> to(List<E> values) {
        return new Patch<>(List.of(new Patch.Assign<>(whole(), List.copyOf(values))));
    }

    /** Adds a value at the end of the list in the database, so that no two of these are lost to each other. */
    default Patch<T> pushed(E value) {
        return new Patch<>(List.of(new Patch.Push<>(whole(), value)));
    }
}
