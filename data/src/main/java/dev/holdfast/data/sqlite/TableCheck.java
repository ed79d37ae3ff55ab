package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.migration.Difference;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares models with the tables they are kept in, and names every difference. */
final class TableCheck {

    private record TableColumn(String name, String type, boolean required, boolean defaulted, boolean key) {}

    private final Session session;
    private final List<Difference> differences = new ArrayList<>();

    private TableCheck(Session session) {
        this.session = session;
    }

    static void compare(Session session, Collection<RecordModel<?, ?>> models) throws SQLException {
        var differences = differences(session, models);
        if (!differences.isEmpty()) {
            var said = differences.stream().map(Difference::text).collect(Collectors.joining("\n  "));
            throw new DatabaseFailure("the tables differ from the models:\n  " + said, null);
        }
    }

    static List<Difference> differences(Session session, Collection<RecordModel<?, ?>> models) throws SQLException {
        var check = new TableCheck(session);
        for (var model : models) {
            check.compare(model);
        }
        return List.copyOf(check.differences);
    }

    private void compare(RecordModel<?, ?> model) throws SQLException {
        var table = columns(model.table());
        if (table.isEmpty()) {
            differences.add(new Difference.NoTable(model));
            return;
        }
        var unique = unique(model.table());
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
        var wanted = type(column);
        if (!affinity(found.type()).equals(wanted)) {
            differ(model, found.name(), "is %s, and %s needs %s".formatted(found.type(), column, wanted));
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

    private Map<String, TableColumn> columns(String table) throws SQLException {
        var select = Sql.of("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo(?)", table);
        return session
                .rows(
                        select,
                        (row, _) -> new TableColumn(
                                row.getString(1),
                                row.getString(2).toUpperCase(Locale.ROOT),
                                row.getBoolean(3),
                                row.getString(4) != null,
                                row.getInt(5) == 1))
                .stream()
                .collect(Collectors.toMap(TableColumn::name, Function.identity()));
    }

    /** Returns the columns that have a whole unique index for themselves. */
    private Set<String> unique(String table) throws SQLException {
        var indexes = Sql.of("SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND partial = 0", table);
        var unique = new HashSet<String>();
        for (var index : session.rows(indexes, (row, _) -> row.getString(1))) {
            var members = session.rows(
                    Sql.of("SELECT coalesce(name, '') FROM pragma_index_info(?)", index), (row, _) -> row.getString(1));
            if (members.size() == 1) {
                unique.add(members.getFirst());
            }
        }
        return unique;
    }

    private static String type(Column<?, ?> column) {
        return switch (column.plain()) {
            case TEXT, UUID, DECIMAL, LIST -> "TEXT";
            case INT, LONG, BOOLEAN, INSTANT -> "INTEGER";
            case DOUBLE -> "REAL";
        };
    }

    /** What SQLite makes of a declared type, by its own rules; anything else is returned as it is. */
    private static String affinity(String declared) {
        if (declared.contains("INT")) {
            return "INTEGER";
        }
        if (declared.contains("CHAR") || declared.contains("CLOB") || declared.contains("TEXT")) {
            return "TEXT";
        }
        return declared.contains("REAL") || declared.contains("FLOA") || declared.contains("DOUB") ? "REAL" : declared;
    }
}
