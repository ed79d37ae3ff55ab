package dev.holdfast.data.postgres;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Progress;
import dev.holdfast.data.sql.Session;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.store.CopyCount;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables of a database with the rows that those of another one have at one moment; the rows stream, and none is kept here.
 *
 * @param from a connection to the database that is read
 * @param to a connection to the one that is filled
 * @param except the names of tables that are left as they are
 */
record TableCopy(Session from, Session to, Set<String> except) {

    private static final Logger LOG = LoggerFactory.getLogger(TableCopy.class);
    private static final int BUFFER = 1 << 16;

    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname), c.relname, pg_table_size(c.oid),
                   string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            GROUP BY n.nspname, c.relname, c.oid
            ORDER BY 1""";

    /** What would mind the order of the rows, or do something for each: how it is taken away, and brought back. */
    private static final String MINDING = """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
            UNION ALL
            SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
                   format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname)
            FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'""";

    private static final String SEQUENCES = """
            SELECT format('%I.%I', schemaname, sequencename), last_value
            FROM pg_sequences WHERE last_value IS NOT NULL""";

    private record Rows(String name, String plain, long bytes, String columns) {}

    private record Minding(String away, String back) {}

    private record Sequence(String name, long last) {}

    void run(Progress progress) throws SQLException {
        var minding = to.rows(new Sql(MINDING), (row, _) -> new Minding(row.getString(1), row.getString(2)));
        for (var each : minding) {
            to.run(each.away());
        }
        from.run("SET idle_in_transaction_session_timeout = 0");
        from.run("SET row_security = off");
        from.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        copyAll(progress);
        copySequences();
        from.run("COMMIT");
        for (var each : minding) {
            to.run(each.back());
        }
    }

    private void copyAll(Progress progress) throws SQLException {
        var known = tables(to).stream().map(Rows::name).collect(Collectors.toSet());
        var there = tables(from).stream().collect(Collectors.partitioningBy(table -> known.contains(table.name())));
        for (var stranger : there.getOrDefault(false, List.of())) {
            LOG.warn("{} is made by no migration, and is not in the copy", stranger.name());
        }
        var tables = there.getOrDefault(true, List.of());
        var count =
                new CopyCount(progress, tables.stream().mapToLong(Rows::bytes).sum());
        for (var table : tables) {
            to.run("TRUNCATE ONLY " + table.name());
            copy(table, count);
        }
        count.end();
    }

    private List<Rows> tables(Session session) throws SQLException {
        return session
                .rows(
                        new Sql(TABLES),
                        (row, _) -> new Rows(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)))
                .stream()
                .filter(table -> !except.contains(table.plain()))
                .toList();
    }

    private void copy(Rows table, CopyCount count) throws SQLException {
        var words = "COPY %s (%s) ".formatted(table.name(), table.columns());
        try {
            from.natively(
                    Connection.class,
                    source -> to.natively(Connection.class, target -> stream(words, source, target, count)));
        } catch (SQLException | DatabaseFailure failure) {
            throw new DatabaseFailure(
                    "%s cannot be copied: %s\nWhere the tables are not what their migrations make, stop whatever is connected and rehearse again: then the server copies them as they are"
                            .formatted(table.name(), reason(failure)),
                    failure);
        }
    }

    /** The text of the values and not their bytes: those name types by numbers that differ from one database to another. */
    private static long stream(String words, Connection source, Connection target, CopyCount count)
            throws SQLException, IOException {
        var reading = source.unwrap(PGConnection.class).getCopyAPI();
        var writing = target.unwrap(PGConnection.class).getCopyAPI().copyIn(words + "FROM STDIN");
        try {
            var out = new Counting(new PGCopyOutputStream(writing, BUFFER), count);
            var rows = reading.copyOut(words + "TO STDOUT", out);
            out.close();
            return rows;
        } finally {
            if (writing.isActive()) {
                writing.cancelCopy();
            }
        }
    }

    /** The streams between two connections hide what the server has said. */
    private static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
    }

    private static final class Counting extends FilterOutputStream {

        private final CopyCount count;

        Counting(OutputStream out, CopyCount count) {
            super(out);
            this.count = count;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count.add(length);
        }
    }

    private void copySequences() throws SQLException {
        var sequences = from.rows(new Sql(SEQUENCES), (row, _) -> new Sequence(row.getString(1), row.getLong(2)));
        for (var each : sequences) {
            to.rows(Sql.of("SELECT setval(to_regclass(?), ?)", each.name(), each.last()), (_, _) -> true);
        }
    }
}
