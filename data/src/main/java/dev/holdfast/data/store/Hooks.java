package dev.holdfast.data.store;

import dev.holdfast.data.Field;
import dev.holdfast.data.Patch;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done to new values of some columns before they are stored. Immutable. */
final class Hooks<T extends Record> {

    private final RecordModel<T, ?> model;
    private final Map<Column<T, ?>, UnaryOperator<Object>> changes;

    private Hooks(RecordModel<T, ?> model, Map<Column<T, ?>, UnaryOperator<Object>> changes) {
        this.model = model;
        this.changes = changes;
    }

    static <T extends Record> Hooks<T> none(RecordModel<T, ?> model) {
        return new Hooks<>(model, Map.of());
    }

    /** Returns these and one more, done after what is done to the same field already. */
    @SuppressWarnings("unchecked") // a column gives values of the type of its field
    <V> Hooks<T> and(Field<T, V> field, UnaryOperator<V> change) {
        var column = model.column(field);
        UnaryOperator<Object> onStored =
                stored -> column.stored(changed(column, change.apply((V) column.value(stored))));
        var more = new LinkedHashMap<>(changes);
        more.merge(column, onStored, (before, after) -> stored -> after.apply(before.apply(stored)));
        return new Hooks<>(model, more);
    }

    private static Object changed(Column<?, ?> column, @Nullable Object value) {
        return Objects.requireNonNull(value, () -> column + " became null before it was saved");
    }

    /** Returns those columns of which there is a value in the record. */
    List<Column<T, ?>> known(@Nullable Object[] stored) {
        return changes.keySet().stream()
                .filter(column -> isKnown(value(stored, column)))
                .toList();
    }

    private static boolean isKnown(@Nullable Object value) {
        return value != null && !value.equals(Column.UNREAD);
    }

    /** Returns the record with the values of these columns changed. */
    T changed(@Nullable Object[] stored, List<Column<T, ?>> columns) {
        var copy = stored.clone();
        for (var column : columns) {
            var value = Objects.requireNonNull(value(stored, column));
            copy[model.columns().indexOf(column)] = change(column).apply(value);
        }
        return model.record(copy);
    }

    @Nullable Object value(@Nullable Object[] stored, Column<T, ?> column) {
        return stored[model.columns().indexOf(column)];
    }

    Patch<T> changed(Patch<T> patch) {
        return new Patch<>(
                patch.changes().stream().<Patch.Change<T>>map(this::changed).toList());
    }

    private Patch.Change<T> changed(Patch.Change<T> change) {
        var column = model.column(change.field());
        if (!changes.containsKey(column)) {
            return change;
        }
        return switch (change) {
            case Patch.Assign<T, ?>(var _, var value) -> assigned(column, value);
            case Patch.Clear<T> clear -> clear;
            case Patch.Add<T> _, Patch.Push<T, ?> _ ->
                throw new IllegalArgumentException(
                        column + " is changed before it is saved, and only a whole value can be: use to(...)");
        };
    }

    @SuppressWarnings("unchecked") // a column gives values of the type of its field
    private <V> Patch.Change<T> assigned(Column<T, V> column, Object value) {
        return new Patch.Assign<>(column, (V) column.value(change(column).apply(column.stored(value))));
    }

    private UnaryOperator<Object> change(Column<T, ?> column) {
        return Objects.requireNonNull(changes.get(column));
    }
}
