package dev.holdfast.data.mapping;

import dev.holdfast.data.Field;
import dev.holdfast.data.ListField;
import java.util.List;

/**
 * A list and the column it is kept in.
 *
 * @param column the column
 * @param <T> the record
 * @param <E> what is in the list
 */
public record ListColumn<T extends Record, E>(Column<T, List<E>> column) implements ListField<T, E> {

    @Override
    public String name() {
        return column.name();
    }

    @Override
    public Field<T, List<E>> whole() {
        return column;
    }
}
