package dev.holdfast.data.store;

import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.mapping.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database is asked to find.
 *
 * @param model the model of the records
 * @param filter which of them
 * @param columns what of them; everything else counts as not read
 * @param sorting in what order
 * @param after where they begin; everything before it, and it itself, is left out
 * @param limit how many at most
 * @param <T> the record
 */
public record Selection<T extends Record>(
        RecordModel<T, ?> model,
        Filter<T> filter,
        List<Column<T, ?>> columns,
        Sorting<T> sorting,
        Optional<List<@Nullable Object>> after,
        int limit) {

    public Selection {
        columns = List.copyOf(columns);
    }

    /** Selects whole records, but for the hidden fields that the query does not include. */
    static <T extends Record> Selection<T> of(RecordModel<T, ?> model, Query<T> query) {
        var included = query.including().stream().map(model::column).toList();
        var columns = model.columns().stream()
                .filter(column -> !column.is(Trait.HIDDEN) || included.contains(column))
                .toList();
        return of(model, query, columns);
    }

    /** Selects what a smaller record shows, and what the order needs. */
    static <T extends Record> Selection<T> of(RecordModel<T, ?> model, Query<T> query, View<T, ?> view) {
        var columns = new LinkedHashSet<>(view.columns());
        columns.addAll(Sorting.of(model, query.order()).columns());
        return of(model, query, new ArrayList<>(columns));
    }

    private static <T extends Record> Selection<T> of(
            RecordModel<T, ?> model, Query<T> query, List<Column<T, ?>> columns) {
        return new Selection<>(
                model, query.filter(), columns, Sorting.of(model, query.order()), Optional.empty(), query.limit());
    }

    /** Returns the selection of what comes after that position. */
    Selection<T> after(List<@Nullable Object> position) {
        return new Selection<>(model, filter, columns, sorting, Optional.of(position), limit);
    }

    /** Returns the selection of so many at most. */
    Selection<T> limit(int most) {
        return new Selection<>(model, filter, columns, sorting, after, most);
    }

    /** Returns the selection of the record that has what is stored as its id, with no more of it than the order needs. */
    Selection<T> only(Object id) {
        return new Selection<>(model, withId(model, id), sorting.columns(), sorting, Optional.empty(), 1);
    }

    @SuppressWarnings("unchecked") // a column gives values of the type of its field
    private static <T extends Record, ID> Filter<T> withId(RecordModel<T, ID> model, Object id) {
        return new Filter.Eq<>(model.id(), (ID) model.id().value(id));
    }
}
