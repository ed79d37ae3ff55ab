package dev.holdfast.data.postgres;

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
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** How PostgreSQL keeps plain values, and what its errors mean (PostgreSQL documentation, appendix A). */
final class PostgresDialect implements Dialect {

    /** What this kind of database is called in the names of migrations. */
    static final String KIND = "postgresql";

    private static final String UNKNOWN = "";

    /** What the type keeps (PostgreSQL documentation, table 8.2). */
    private static final int MOST_BEFORE_POINT = 131_072;

    private static final int MOST_AFTER_POINT = 16_383;

    private volatile Map<String, List<String>> constraints = Map.of();

    /** Names the columns of each constraint, so that an error that names the constraint can name the fields. */
    void knowing(Map<String, List<String>> columnsOfConstraints) {
        constraints = Map.copyOf(columnsOfConstraints);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean truth -> statement.setBoolean(index, truth);
            case Double number -> statement.setDouble(index, number);
            case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
            case UUID id -> statement.setObject(index, id);
            case BigDecimal number -> statement.setBigDecimal(index, kept(number));
            case List<?> list -> statement.setObject(index, json(list));
            case Object other -> throw new IllegalArgumentException("no plain value: " + other.getClass());
        }
    }

    /** The driver sends longer numbers as other numbers. */
    private static BigDecimal kept(BigDecimal number) throws SQLException {
        if (number.scale() > MOST_AFTER_POINT || (long) number.precision() - number.scale() > MOST_BEFORE_POINT) {
            throw new SQLException("numeric out of range", "22003");
        }
        return number;
    }

    private static PGobject json(List<?> list) throws SQLException {
        var json = new PGobject();
        json.setType("jsonb");
        json.setValue(JsonList.text(list));
        return json;
    }

    @Override
    public @Nullable Object read(ResultSet row, int index, Column<?, ?> column) throws SQLException {
        return switch (column.plain()) {
            case TEXT -> row.getString(index);
            case UUID -> row.getObject(index, UUID.class);
            case DECIMAL -> row.getBigDecimal(index);
            case INT -> present(row, row.getInt(index));
            case LONG -> present(row, row.getLong(index));
            case BOOLEAN -> present(row, row.getBoolean(index));
            case DOUBLE -> present(row, row.getDouble(index));
            case INSTANT -> instant(row.getObject(index, OffsetDateTime.class));
            case LIST -> list(row.getString(index), column.element());
        };
    }

    private static @Nullable Object present(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Object list(@Nullable String json, Plain kind) {
        return json == null ? null : JsonList.values(json, kind);
    }

    @Override
    public void contains(Sql sql, String column, String part) {
        sql.add("strpos(").name(column).add(", ").bind(part).add(") > 0");
    }

    @Override
    public void has(Sql sql, String column, Object element) {
        sql.name(column).add(" @> ").bind(List.of(element));
    }

    @Override
    public void pushed(Sql sql, String column, Object element) {
        sql.name(column).add(" || ").bind(List.of(element));
    }

    @Override
    public void added(Sql sql, Column<?, ?> column, long amount) {
        sql.name(column.column()).add(" + ").bind(amount);
    }

    @Override
    public boolean isReference(SQLException error) {
        return state(error).equals("23503");
    }

    @Override
    public RuntimeException refusal(SQLException error, RecordModel<?, ?> model) {
        return switch (state(error)) {
            case "23505" -> new UniqueViolation(components(error, model));
            case "23503" -> Refusal.brokenReference(List.of());
            case "23502" -> Refusal.absent(column(error, model));
            case "22003" -> Refusal.outOfRange();
            case "23514", "22001", "22008", "54000" -> Refusal.brokenRule(List.of());
            case String _ -> passing(error);
        };
    }

    /** Returns what to throw for an error that has nothing to do with what was to be stored. */
    static RuntimeException passing(SQLException error) {
        var state = state(error);
        return switch (state) {
            case "40001", "40P01", "55P03" -> Refusal.unavailable("the database is busy", error);
            case "57014" -> Refusal.unavailable("the database took too long", error);
            case "25P03" -> Refusal.unavailable("the transaction took too long and was undone", error);
            case "25006" -> Refusal.unavailable("the database only reads at the moment", error);
            case "08003", "08006", "08007" ->
                Refusal.unavailable(
                        "the connection to the database was lost: what was asked may be done or not", error);
            case String _ when isAway(error) -> Refusal.unavailable("the database cannot be reached", error);
            case String _ -> new DatabaseFailure("the database refused: " + error.getMessage(), error);
        };
    }

    /** Says whether the connection, and not what was asked, is what failed. */
    static boolean isAway(SQLException error) {
        var state = state(error);
        return state.equals(UNKNOWN)
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("58");
    }

    /** Says whether another transaction got in the way, so that the same thing may well work when it is done again. */
    static boolean isConflict(SQLException error) {
        var state = state(error);
        return state.equals("40001") || state.equals("40P01");
    }

    private static String state(SQLException error) {
        return Optional.ofNullable(error.getSQLState()).orElse(UNKNOWN);
    }

    private List<String> components(SQLException error, RecordModel<?, ?> model) {
        return server(error)
                .map(ServerErrorMessage::getConstraint)
                .map(constraints::get)
                .map(columns -> columns.stream().map(model::component).toList())
                .orElse(List.of());
    }

    private static List<String> column(SQLException error, RecordModel<?, ?> model) {
        return server(error)
                .map(ServerErrorMessage::getColumn)
                .map(model::component)
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<ServerErrorMessage> server(SQLException error) {
        return error instanceof PSQLException refused
                ? Optional.ofNullable(refused.getServerErrorMessage())
                : Optional.empty();
    }
}
