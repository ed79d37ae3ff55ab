package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.store.Sorting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes orders, and the condition that a record comes after another. */
final class KeysetSql<T extends Record> {

    private final Sorting<T> sorting;

    KeysetSql(Sorting<T> sorting) {
        this.sorting = sorting;
    }

    void writeOrder(Sql sql) {
        var separator = " ORDER BY ";
        for (var term : sorting.terms()) {
            sql.add(separator).name(term.column().column()).add(term.descending() ? " DESC" : " ASC");
            if (term.column().is(Trait.OPTIONAL)) {
                sql.add(term.descending() ? " NULLS LAST" : " NULLS FIRST");
            }
            separator = ", ";
        }
    }

    void writeAfter(Sql sql, List<@Nullable Object> position) {
        if (sorting.uniform()) {
            row(sql, position);
        } else {
            expanded(sql, position, 0);
        }
    }

    /** One comparison of rows, which an index over the same columns answers. */
    private void row(Sql sql, List<@Nullable Object> position) {
        var separator = "(";
        for (var term : sorting.terms()) {
            sql.add(separator).name(term.column().column());
            separator = ", ";
        }
        sql.add(sorting.terms().getFirst().descending() ? ") < " : ") > ").bindAll(position);
    }

    private void expanded(Sql sql, List<@Nullable Object> position, int index) {
        var term = sorting.terms().get(index);
        var value = position.get(index);
        sql.add("(");
        beyond(sql, term, value);
        if (index + 1 < sorting.terms().size()) {
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

    private void beyond(Sql sql, Sorting.Term<T> term, @Nullable Object value) {
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
