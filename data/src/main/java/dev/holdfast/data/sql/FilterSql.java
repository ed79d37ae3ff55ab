package dev.holdfast.data.sql;

import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.store.Prefix;
import java.util.List;

/** Writes conditions; each of them is true or false and never unknown, so that its opposite is what a reader expects. */
final class FilterSql<T extends Record> {

    private final RecordModel<T, ?> model;
    private final Dialect dialect;
    private final Sql sql;

    FilterSql(RecordModel<T, ?> model, Dialect dialect, Sql sql) {
        this.model = model;
        this.dialect = dialect;
        this.sql = sql;
    }

    void write(Filter<T> filter) {
        switch (filter) {
            case Filter.And<T>(var parts) -> join(parts, " AND ", "TRUE");
            case Filter.Or<T>(var parts) -> join(parts, " OR ", "FALSE");
            case Filter.Not<T>(var part) -> {
                sql.add("NOT (");
                write(part);
                sql.add(")");
            }
            case Filter.Eq<T, ?>(var field, var value) -> compare(field, " = ", value);
            case Filter.Ne<T, ?>(var field, var value) -> differ(field, value);
            case Filter.Lt<T, ?>(var field, var value) -> compare(field, " < ", value);
            case Filter.Lte<T, ?>(var field, var value) -> compare(field, " <= ", value);
            case Filter.Gt<T, ?>(var field, var value) -> compare(field, " > ", value);
            case Filter.Gte<T, ?>(var field, var value) -> compare(field, " >= ", value);
            case Filter.In<T, ?>(var field, var values) -> among(field, List.copyOf(values));
            case Filter.IsNull<T>(var field) -> name(model.column(field)).add(" IS NULL");
            case Filter.StartsWith<T>(var field, var text) -> startsWith(model.text(field), text);
            case Filter.Contains<T>(var field, var text) -> contains(model.text(field), text);
            case Filter.Has<T, ?>(var list, var value) -> {
                var column = model.column(list);
                dialect.has(sql, column.column(), column.soughtElement(value));
            }
        }
    }

    private void join(List<Filter<T>> parts, String word, String none) {
        if (parts.isEmpty()) {
            sql.add(none);
            return;
        }
        sql.add("(");
        for (var index = 0; index < parts.size(); index++) {
            sql.add(index == 0 ? "" : word);
            write(parts.get(index));
        }
        sql.add(")");
    }

    private void compare(Field<T, ?> field, String sign, Object value) {
        var column = model.comparable(field);
        known(column, () -> name(column).add(sign).bind(column.sought(value)));
    }

    private void differ(Field<T, ?> field, Object value) {
        var column = model.comparable(field);
        name(column).add(" IS DISTINCT FROM ").bind(column.sought(value));
    }

    /** In an order of their own: sets of the same values are the same condition to a cursor, in every process. */
    private void among(Field<T, ?> field, List<?> values) {
        var column = model.comparable(field);
        var stored = values.stream().map(column::sought).distinct().sorted().toList();
        if (stored.isEmpty()) {
            sql.add("FALSE");
        } else {
            known(column, () -> name(column).add(" IN ").bindAll(stored));
        }
    }

    /** A range instead of a pattern: no letter is special, capitals count, and an index serves it. */
    private void startsWith(Column<T, ?> column, String text) {
        var first = column.letters(text);
        var after = Prefix.after(first);
        known(column, () -> {
            name(column).add(" >= ").bind(first);
            after.ifPresent(end -> name(column.column(), " AND ").add(" < ").bind(end));
        });
    }

    private void contains(Column<T, ?> column, String text) {
        known(column, () -> dialect.contains(sql, column.column(), column.letters(text)));
    }

    private void known(Column<T, ?> column, Runnable condition) {
        sql.add("(");
        condition.run();
        if (column.is(Trait.OPTIONAL)) {
            name(column.column(), " AND ").add(" IS NOT NULL");
        }
        sql.add(")");
    }

    private Sql name(Column<T, ?> column) {
        return name(column.column(), "");
    }

    private Sql name(String column, String before) {
        return sql.add(before).name(column);
    }
}
