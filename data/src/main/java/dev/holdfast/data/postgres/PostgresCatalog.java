package dev.holdfast.data.postgres;

import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.migration.Types;
import dev.holdfast.data.sql.Catalog;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What PostgreSQL says of its tables (PostgreSQL documentation, chapter 52). */
record PostgresCatalog(Session session) implements Catalog {

    private static final String C = " COLLATE \"C\"";

    /** Only text in the order of its code points is compared as the other databases do; the collation is shown where it is another. */
    private static final String COLUMNS = """
            SELECT a.attname,
                   format_type(a.atttypid, a.atttypmod)
                       || CASE WHEN a.attcollation = 0 THEN ''
                               WHEN c.collname IN ('C', 'POSIX', 'ucs_basic') THEN ' COLLATE "C"'
                               WHEN c.collname = 'default' AND d.datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8') THEN ' COLLATE "C"'
                               ELSE ' COLLATE "' || CASE c.collname WHEN 'default' THEN d.datcollate ELSE c.collname END || '"' END,
                   a.attnotnull,
                   a.atthasdef OR a.attidentity <> '',
                   EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary
                           AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
            FROM pg_attribute a
            LEFT JOIN pg_collation c ON c.oid = a.attcollation
            JOIN pg_database d ON d.datname = current_database()
            WHERE a.attrelid = to_regclass(quote_ident(?)) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String UNIQUE = """
            SELECT a.attname
            FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = to_regclass(quote_ident(?))
              AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indnkeyatts = 1""";

    private static final String CONSTRAINTS = """
            SELECT i.indexrelid::regclass::text, c.relname, a.attname
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
            WHERE i.indrelid = to_regclass(quote_ident(?)) AND i.indisunique
            ORDER BY c.relname, array_position(i.indkey::int2[], a.attnum)""";

    private record Member(String constraint, String column) {}

    @Override
    public List<TableColumn> columns(String table) throws SQLException {
        return session.rows(
                Sql.of(COLUMNS, table),
                (row, _) -> new TableColumn(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)));
    }

    @Override
    public Set<String> unique(String table) throws SQLException {
        return new LinkedHashSet<>(session.rows(Sql.of(UNIQUE, table), (row, _) -> row.getString(1)));
    }

    /** Returns the columns of each unique constraint of these tables, by its name. */
    Map<String, List<String>> constraints(Collection<String> tables) throws SQLException {
        Map<String, List<String>> constraints = new HashMap<>();
        for (var table : tables) {
            for (var member : session.rows(
                    Sql.of(CONSTRAINTS, table), (row, _) -> new Member(row.getString(2), row.getString(3)))) {
                constraints.merge(member.constraint(), List.of(member.column()), PostgresCatalog::joined);
            }
        }
        return constraints;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    /** PostgreSQL itself has a longer name for one of the types. */
    @Override
    public String type(Plain kind) {
        return kind == Plain.INSTANT ? "timestamp with time zone" : Types.POSTGRESQL.of(kind);
    }

    @Override
    public boolean fits(TableColumn column, Plain kind) {
        return switch (kind) {
            case TEXT ->
                column.type().endsWith(C)
                        && (column.type().startsWith("text") || column.type().startsWith("character varying"));
            case DECIMAL -> column.type().startsWith("numeric");
            case INT, LONG, BOOLEAN, DOUBLE, UUID, INSTANT, LIST ->
                column.type().equals(type(kind));
        };
    }
}
