package dev.holdfast.data.sql;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.sql.Catalog.TableColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares models with the tables they are kept in, and names every difference. */
public final class TableCheck {

    private final Catalog catalog;
    private final List<Difference> differences = new ArrayList<>();

    private TableCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Compares all of them; a failure names every difference. */
    public static void compare(Catalog catalog, Collection<RecordModel<?, ?>> models) throws SQLException {
        var differences = differences(catalog, models);
        if (!differences.isEmpty()) {
            var said = differences.stream().map(Difference::text).collect(Collectors.joining("\n  "));
            throw new DatabaseFailure("the tables differ from the models:\n  " + said, null);
        }
    }

    /** Returns every difference. */
    public static List<Difference> differences(Catalog catalog, Collection<RecordModel<?, ?>> models)
            throws SQLException {
        var check = new TableCheck(catalog);
        for (var model : models) {
            check.compare(model);
        }
        return List.copyOf(check.differences);
    }

    private void compare(RecordModel<?, ?> model) throws SQLException {
        var table = catalog.columns(model.table()).stream()
                .collect(Collectors.toMap(TableColumn::name, Function.identity()));
        if (table.isEmpty()) {
            differences.add(new Difference.NoTable(model));
            return;
        }
        var unique = catalog.unique(model.table());
        for (var column : model.columns()) {
            var found = table.get(column.column());
            if (found == null) {
                differences.add(new Difference.NoColumn(model, column));
            } else {
                compare(model, column, found, unique);
            }
        }
        strangers(model, table.values());
    }

    private void compare(RecordModel<?, ?> model, Column<?, ?> column, TableColumn found, Set<String> unique) {
        if (!catalog.fits(found, column.plain())) {
            differ(
                    model,
                    found.name(),
                    "is %s, and %s needs %s".formatted(found.type(), column, catalog.type(column.plain())));
        }
        if (column.is(Trait.ID)) {
            if (!found.key()) {
                differ(model, found.name(), "is not the primary key, and %s is the id".formatted(column));
            }
            return;
        }
        if (found.required() == column.is(Trait.OPTIONAL)) {
            differ(
                    model,
                    found.name(),
                    found.required()
                            ? "is NOT NULL, and %s is Optional".formatted(column)
                            : "may be NULL, and %s is not Optional".formatted(column));
        }
        if (column.is(Trait.UNIQUE) && !unique.contains(found.name())) {
            differences.add(new Difference.NotUnique(model, column));
        }
    }

    private void strangers(RecordModel<?, ?> model, Collection<TableColumn> table) {
        var known = model.columns().stream().map(Column::column).collect(Collectors.toSet());
        table.stream()
                .filter(found -> !known.contains(found.name()) && found.required() && !found.defaulted())
                .forEach(found ->
                        differ(model, found.name(), "is NOT NULL without a default, and no component is kept in it"));
    }

    private void differ(RecordModel<?, ?> model, String column, String what) {
        differences.add(new Difference.Otherwise("%s.%s %s".formatted(model.table(), column, what)));
    }
}
