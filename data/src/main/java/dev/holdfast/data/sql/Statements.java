package dev.holdfast.data.sql;

import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.store.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the statements of one model. */
final class Statements<T extends Record> {

    private final RecordModel<T, ?> model;
    private final Dialect dialect;
    private final String shown;

    Statements(RecordModel<T, ?> model, Dialect dialect, List<Column<T, ?>> shown) {
        this.model = model;
        this.dialect = dialect;
        this.shown = names(shown);
    }

    Sql select(Selection<T> selection) {
        var sql = from(new Sql("SELECT ").add(names(selection.columns())), selection.filter());
        var keyset = new KeysetSql<>(selection.sorting());
        selection.after().ifPresent(position -> keyset.writeAfter(sql.add(" AND "), position));
        keyset.writeOrder(sql);
        return sql.add(" LIMIT ").bind(selection.limit());
    }

    /** Returns what no other filter and order have in common with these. */
    List<String> identity(Selection<T> selection) {
        var sql = from(new Sql(""), selection.filter());
        new KeysetSql<>(selection.sorting()).writeOrder(sql);
        return Stream.concat(Stream.of(sql.text()), sql.values().stream().map(String::valueOf))
                .toList();
    }

    Sql count(Filter<T> filter) {
        return from(new Sql("SELECT count(*)"), filter);
    }

    Sql exists(Filter<T> filter) {
        return from(new Sql("SELECT 1"), filter).add(" LIMIT 1");
    }

    Sql delete(Filter<T> filter) {
        return from(new Sql("DELETE"), filter);
    }

    Sql insert(@Nullable Object[] stored) {
        return new Sql("INSERT INTO ")
                .name(model.table())
                .add(" (")
                .add(names(model.columns()))
                .add(") VALUES ")
                .bindAll(Arrays.asList(stored));
    }

    Sql upsert(@Nullable Object[] stored, Column<T, ?> conflict) {
        var sql = insert(stored).add(" ON CONFLICT (").name(conflict.column()).add(") DO UPDATE SET ");
        var separator = "";
        for (var column : model.columns()) {
            if (column.changeable() || column.is(Trait.UPDATED_AT)) {
                sql.add(separator).name(column.column()).add(" = excluded.").name(column.column());
                separator = ", ";
            }
        }
        if (separator.isEmpty()) {
            // Nothing else can change, and without a change nothing would be returned.
            sql.name(conflict.column()).add(" = excluded.").name(conflict.column());
        }
        version()
                .ifPresent(column -> sql.add(", ")
                        .name(column.column())
                        .add(" = ")
                        .name(model.table())
                        .add(".")
                        .name(column.column())
                        .add(" + 1"));
        return returning(sql);
    }

    Sql update(@Nullable Object[] stored, long version) {
        var sql = new Sql("UPDATE ").name(model.table()).add(" SET ");
        var separator = "";
        for (var index = 0; index < stored.length; index++) {
            var column = model.columns().get(index);
            if (!Column.UNREAD.equals(stored[index]) && !column.is(Trait.ID) && !column.is(Trait.CREATED_AT)) {
                sql.add(separator).name(column.column()).add(" = ").bind(stored[index]);
                separator = ", ";
            }
        }
        if (separator.isEmpty()) {
            sql.name(model.id().column()).add(" = ").name(model.id().column());
        }
        sql.add(" WHERE ")
                .name(model.id().column())
                .add(" = ")
                .bind(stored[model.columns().indexOf(model.id())]);
        version()
                .ifPresent(column ->
                        sql.add(" AND ").name(column.column()).add(" = ").bind(version));
        return returning(sql);
    }

    Sql patch(Filter<T> filter, Patch<T> patch, Instant now) {
        var sql = new Sql("UPDATE ").name(model.table()).add(" SET ");
        var separator = "";
        for (var change : patch.changes()) {
            change(sql.add(separator), change);
            separator = ", ";
        }
        model.marked(Trait.UPDATED_AT)
                .ifPresent(
                        column -> sql.add(", ").name(column.column()).add(" = ").bind(now));
        version().ifPresent(column -> add(sql.add(", "), column, 1));
        return where(sql, filter);
    }

    Sql returning(Sql sql) {
        return sql.add(" RETURNING ").add(shown);
    }

    private void change(Sql sql, Patch.Change<T> change) {
        var column = model.changed(change);
        switch (change) {
            case Patch.Assign<T, ?>(var _, var value) ->
                sql.name(column.column()).add(" = ").bind(column.stored(value));
            case Patch.Clear<T> _ -> sql.name(column.column()).add(" = NULL");
            case Patch.Add<T>(var _, var amount) -> add(sql, column, amount);
            case Patch.Push<T, ?>(var _, var value) ->
                dialect.pushed(sql.name(column.column()).add(" = "), column.column(), column.storedElement(value));
        }
    }

    private void add(Sql sql, Column<?, ?> column, long amount) {
        dialect.added(sql.name(column.column()).add(" = "), column, amount);
    }

    private Sql from(Sql sql, Filter<T> filter) {
        return where(sql.add(" FROM ").name(model.table()), filter);
    }

    private Sql where(Sql sql, Filter<T> filter) {
        new FilterSql<>(model, dialect, sql.add(" WHERE ")).write(filter);
        return sql;
    }

    private Optional<Column<T, ?>> version() {
        return model.marked(Trait.VERSION);
    }

    private static String names(List<? extends Column<?, ?>> columns) {
        var names = new ArrayList<String>();
        columns.forEach(column -> names.add('"' + column.column() + '"'));
        return String.join(", ", names);
    }
}
