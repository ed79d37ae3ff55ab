package dev.holdfast.data.mapping;

import dev.holdfast.data.Projection;
import dev.holdfast.records.RecordAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of a model as a smaller record.
 *
 * @param <T> the stored record
 * @param <P> the smaller one
 */
public final class View<T extends Record, P extends Record> implements Projection<T, P> {

    private final Class<P> type;
    private final List<Column<T, ?>> columns;
    private final int[] places;
    private final RecordAccess access;

    private View(Class<P> type, List<Column<T, ?>> columns, int[] places, RecordAccess access) {
        this.type = type;
        this.columns = columns;
        this.places = places;
        this.access = access;
    }

    static <T extends Record, P extends Record> View<T, P> of(RecordModel<T, ?> model, Class<P> smaller) {
        var columns = new ArrayList<Column<T, ?>>();
        var faults = new ArrayList<String>();
        for (var component : smaller.getRecordComponents()) {
            var column = model.columns().stream()
                    .filter(candidate -> candidate.name().equals(component.getName()))
                    .findFirst();
            if (column.isPresent() && model.declared(column.get()).equals(component.getGenericType())) {
                columns.add(column.get());
            } else {
                faults.add("%s %s".formatted(component.getGenericType().getTypeName(), component.getName()));
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("%s has nothing for these components of %s: %s"
                    .formatted(model.type().getSimpleName(), smaller.getSimpleName(), String.join(", ", faults)));
        }
        var places = columns.stream().mapToInt(model.columns()::indexOf).toArray();
        return new View<>(smaller, List.copyOf(columns), places, Closed.access(smaller));
    }

    @Override
    public Class<P> type() {
        return type;
    }

    /** Returns the columns it shows, in the order of its components. */
    public List<Column<T, ?>> columns() {
        return columns;
    }

    /** Returns the smaller record for what is stored, in the order of the model's columns. */
    public P record(@Nullable Object[] stored) {
        var components = new Object[places.length];
        for (var index = 0; index < places.length; index++) {
            components[index] = columns.get(index).component(stored[places[index]]);
        }
        return type.cast(access.construct(components));
    }
}
