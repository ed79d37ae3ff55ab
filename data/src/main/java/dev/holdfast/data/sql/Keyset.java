package dev.holdfast.data.sql;

import dev.holdfast.data.Order;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A total order of records: the fields asked for, then the id; and the condition that a record comes after another. */
final class Keyset<T extends Record> {

    private record Term<T extends Record>(Column<T, ?> column, boolean descending) {}

    private final RecordModel<T, ?> model;
    private final List<Term<T>> terms = new ArrayList<>();

    Keyset(RecordModel<T, ?> model, List<Order<T>> order) {
        this.model = model;
        for (var each : order) {
            terms.add(new Term<>(sortable(model.column(each.field())), each.descending()));
        }
        var descending = !order.isEmpty() && order.getLast().descending();
        if (terms.stream().noneMatch(term -> term.column() == model.id())) {
            terms.add(new Term<>(model.id(), descending));
        }
    }

    private static <T extends Record> Column<T, ?> sortable(Column<T, ?> column) {
        if (column.is(Trait.HIDDEN) || !column.plain().sortable()) {
            throw new IllegalArgumentException("records cannot be sorted by " + column
                    + ": a cursor would show what is hidden, and not every database sorts decimals");
        }
        return column;
    }

    List<Column<T, ?>> columns() {
        return terms.stream().<Column<T, ?>>map(Term::column).toList();
    }

    /** Returns the place of a record in this order. */
    List<@Nullable Object> position(@Nullable Object[] stored) {
        var position = new ArrayList<@Nullable Object>();
        for (var term : terms) {
            position.add(stored[model.columns().indexOf(term.column())]);
        }
        return position;
    }

    void writeOrder(Sql sql) {
        var separator = " ORDER BY ";
        for (var term : terms) {
            sql.add(separator).name(term.column().column()).add(term.descending() ? " DESC" : " ASC");
            if (term.column().is(Trait.OPTIONAL)) {
                sql.add(term.descending() ? " NULLS LAST" : " NULLS FIRST");
            }
            separator = ", ";
        }
    }

    void writeAfter(Sql sql, List<@Nullable Object> position) {
        if (uniform()) {
            row(sql, position);
        } else {
            expanded(sql, position, 0);
        }
    }

    private boolean uniform() {
        return terms.stream().noneMatch(term -> term.column().is(Trait.OPTIONAL))
                && terms.stream().map(Term::descending).distinct().count() == 1;
    }

    /** One comparison of rows, which an index over the same columns answers. */
    private void row(Sql sql, List<@Nullable Object> position) {
        var separator = "(";
        for (var term : terms) {
            sql.add(separator).name(term.column().column());
            separator = ", ";
        }
        sql.add(terms.getFirst().descending() ? ") < " : ") > ").bindAll(position);
    }

    private void expanded(Sql sql, List<@Nullable Object> position, int index) {
        var term = terms.get(index);
        var value = position.get(index);
        sql.add("(");
        beyond(sql, term, value);
        if (index + 1 < terms.size()) {
            sql.add(" OR (")
                    .name(term.column().column())
                    .add(" IS NOT DISTINCT FROM ")
                    .bind(value)
                    .add(" AND ");
            expanded(sql, position, index + 1);
            sql.add(")");
        }
        sql.add(")");
    }

    private void beyond(Sql sql, Term<T> term, @Nullable Object value) {
        var name = term.column().column();
        if (value == null) {
            sql.add(term.descending() ? "FALSE" : "");
            if (!term.descending()) {
                sql.name(name).add(" IS NOT NULL");
            }
            return;
        }
        sql.add("(").name(name).add(term.descending() ? " < " : " > ").bind(value);
        if (term.descending() && term.column().is(Trait.OPTIONAL)) {
            sql.add(" OR ").name(name).add(" IS NULL");
        }
        sql.add(")");
    }
}
