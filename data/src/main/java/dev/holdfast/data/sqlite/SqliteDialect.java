package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.sql.Dialect;
import dev.holdfast.data.sql.JsonList;
import dev.holdfast.data.sql.Sql;
import dev.holdfast.data.store.Refusal;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** How SQLite keeps plain values, and what its errors mean. */
final class SqliteDialect implements Dialect {

    /** What this kind of database is called in the names of files. */
    static final String KIND = "sqlite";

    private static final Pattern CONSTRAINT = Pattern.compile("constraint failed: ([^)]*)");
    private static final int PRIMARY = 0xFF;
    private static final int REFERENCE = 787;

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean truth -> statement.setInt(index, truth ? 1 : 0);
            case Double number -> statement.setDouble(index, number);
            case Instant moment -> statement.setLong(index, moment.toEpochMilli());
            case UUID id -> statement.setString(index, id.toString());
            case BigDecimal number -> statement.setString(index, number.toString());
            case List<?> list -> statement.setString(index, JsonList.text(list));
            case Object other -> throw new IllegalArgumentException("no plain value: " + other.getClass());
        }
    }

    @Override
    public @Nullable Object read(ResultSet row, int index, Column<?, ?> column) throws SQLException {
        return switch (column.plain()) {
            case TEXT -> row.getString(index);
            case UUID -> uuid(row.getString(index));
            case DECIMAL -> decimal(row.getString(index));
            case INT -> present(row, Math.toIntExact(row.getLong(index)));
            case LONG -> present(row, row.getLong(index));
            case BOOLEAN -> present(row, row.getLong(index) != 0);
            case DOUBLE -> present(row, row.getDouble(index));
            case INSTANT -> present(row, Instant.ofEpochMilli(row.getLong(index)));
            case LIST -> list(row.getString(index), column.element());
        };
    }

    @Override
    public void contains(Sql sql, String column, String part) {
        sql.add("instr(").name(column).add(", ").bind(part).add(") > 0");
    }

    @Override
    public void has(Sql sql, String column, Object element) {
        sql.add("EXISTS (SELECT 1 FROM json_each(")
                .name(column)
                .add(") WHERE value = ")
                .bind(element)
                .add(")");
    }

    @Override
    public void pushed(Sql sql, String column, Object element) {
        sql.add("json_insert(")
                .name(column)
                .add(", '$[#]', json(")
                .bind(JsonList.element(element))
                .add("))");
    }

    /** A column keeps any integer of 64 bits, and a sum beyond those becomes another kind of number without a word. */
    @Override
    public void added(Sql sql, Column<?, ?> column, long amount) {
        var name = column.column();
        sql.add("CASE WHEN ")
                .name(name)
                .add(amount < 0 ? " < " : " > ")
                .bind(column.plain().furthest(amount));
        overflow(sql.add(" THEN "), name);
        sql.add(" ELSE ").name(name).add(" + ").bind(amount).add(" END");
    }

    /** The least number has no opposite; it is made from the column, since what is constant may be worked out in any case. */
    private static void overflow(Sql sql, String column) {
        sql.add("abs(min(").name(column).add(", ").bind(Long.MIN_VALUE).add("))");
    }

    private static @Nullable Object list(@Nullable String json, Plain kind) {
        return json == null ? null : JsonList.values(json, kind);
    }

    private static @Nullable Object present(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable Object decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Override
    public boolean isReference(SQLException error) {
        return code(error) == REFERENCE;
    }

    @Override
    public RuntimeException refusal(SQLException error, RecordModel<?, ?> model) {
        var code = code(error);
        return switch (code) {
            case 2067, 1555, 2579 -> new UniqueViolation(components(error, model));
            case REFERENCE -> Refusal.brokenReference(List.of());
            case 1299 -> Refusal.absent(components(error, model));
            case 275, 3091 -> Refusal.brokenRule(List.of());
            default -> isOverflow(error) ? Refusal.outOfRange() : passing(error, code & PRIMARY);
        };
    }

    private static boolean isOverflow(SQLException error) {
        return String.valueOf(error.getMessage()).contains("integer overflow");
    }

    /** Returns what to throw for an error that has nothing to do with what was to be stored. */
    static RuntimeException passing(SQLException error) {
        return passing(error, code(error) & PRIMARY);
    }

    private static RuntimeException passing(SQLException error, int primary) {
        return switch (primary) {
            case 5, 6 -> Refusal.unavailable("the database is busy", error);
            case 9 -> Refusal.unavailable("the database took too long", error);
            case 8, 10, 13, 14 -> Refusal.unavailable("the database cannot read or write its file", error);
            default -> new DatabaseFailure("the database refused: " + error.getMessage(), error);
        };
    }

    static int code(SQLException error) {
        return error instanceof SQLiteException refused ? refused.getResultCode().code : error.getErrorCode();
    }

    private static List<String> components(SQLException error, RecordModel<?, ?> model) {
        var named = CONSTRAINT.matcher(String.valueOf(error.getMessage()));
        if (!named.find() || named.group(1).startsWith("index ")) {
            return List.of();
        }
        return Arrays.stream(named.group(1).split(", "))
                .map(name -> model.component(name.substring(name.indexOf('.') + 1)))
                .toList();
    }
}
