package dev.holdfast.data.store;

import dev.holdfast.data.Order;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A total order of records: the fields asked for, then the id.
 *
 * @param model the model of the records
 * @param terms what is compared, one after the other
 * @param <T> the record
 */
public record Sorting<T extends Record>(RecordModel<T, ?> model, List<Term<T>> terms) {

    /**
     * One column that is compared.
     *
     * @param column the column
     * @param descending whether the largest comes first
     * @param <T> the record
     */
    public record Term<T extends Record>(Column<T, ?> column, boolean descending) {}

    public Sorting {
        terms = List.copyOf(terms);
    }

    /** Returns the order of the fields asked for. */
    public static <T extends Record> Sorting<T> of(RecordModel<T, ?> model, List<Order<T>> order) {
        var terms = new ArrayList<Term<T>>();
        for (var each : order) {
            terms.add(new Term<>(sortable(model.column(each.field())), each.descending()));
        }
        if (terms.stream().noneMatch(term -> term.column() == model.id())) {
            var descending = !order.isEmpty() && order.getLast().descending();
            terms.add(new Term<>(model.id(), descending));
        }
        return new Sorting<>(model, terms);
    }

    private static <T extends Record> Column<T, ?> sortable(Column<T, ?> column) {
        if (column.is(Trait.HIDDEN) || !column.plain().sortable()) {
            throw new IllegalArgumentException("records cannot be sorted by " + column
                    + ": a cursor would show what is hidden, and not every database sorts decimals or lists");
        }
        return column;
    }

    /** Says whether one comparison of rows tells what comes after another: no column may be absent, and all go one way. */
    public boolean uniform() {
        return terms.stream().noneMatch(term -> term.column().is(Trait.OPTIONAL))
                && terms.stream().map(Term::descending).distinct().count() == 1;
    }

    /** Returns the columns that are compared. */
    List<Column<T, ?>> columns() {
        return terms.stream().<Column<T, ?>>map(Term::column).toList();
    }

    List<Plain> kinds() {
        return columns().stream().<Plain>map(Column::plain).toList();
    }

    /** Returns the place of a record in this order. */
    List<@Nullable Object> position(@Nullable Object[] stored) {
        var position = new ArrayList<@Nullable Object>();
        for (var term : terms) {
            position.add(stored[model.columns().indexOf(term.column())]);
        }
        return position;
    }

    /** Returns what is stored as the id of a record. */
    Object id(@Nullable Object[] stored) {
        return Objects.requireNonNull(stored[model.columns().indexOf(model.id())]);
    }
}
