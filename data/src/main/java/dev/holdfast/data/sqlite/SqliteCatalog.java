package dev.holdfast.data.sqlite;

import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.migration.Types;
import dev.holdfast.data.sql.Catalog;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What SQLite says of its tables. */
record SqliteCatalog(Session session) implements Catalog {

    @Override
    public List<TableColumn> columns(String table) throws SQLException {
        var select = Sql.of("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo(?)", table);
        return session.rows(
                select,
                (row, _) -> new TableColumn(
                        row.getString(1),
                        row.getString(2).toUpperCase(Locale.ROOT),
                        row.getBoolean(3),
                        row.getString(4) != null,
                        row.getInt(5) == 1));
    }

    @Override
    public Set<String> unique(String table) throws SQLException {
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

    @Override
    public String type(Plain kind) {
        return Types.SQLITE.of(kind);
    }

    @Override
    public boolean fits(TableColumn column, Plain kind) {
        return affinity(column.type()).equals(type(kind));
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
