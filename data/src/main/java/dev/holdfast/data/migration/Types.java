package dev.holdfast.data.migration;

import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.sql.JsonList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How each kind of SQL database declares the columns that keep plain values. */
public enum Types {
    POSTGRESQL("") {
        @Override
        public String of(Plain plain) {
            return switch (plain) {
                case TEXT -> "text COLLATE \"C\"";
                case INT -> "integer";
                case LONG -> "bigint";
                case BOOLEAN -> "boolean";
                case DOUBLE -> "double precision";
                case DECIMAL -> "numeric";
                case UUID -> "uuid";
                case INSTANT -> "timestamptz";
                case LIST -> "jsonb";
            };
        }

        @Override
        String literal(Object value) {
            return value instanceof Instant ? quoted(value.toString()) : plain(value);
        }
    },
    SQLITE(" STRICT") {
        @Override
        public String of(Plain plain) {
            return switch (plain) {
                case TEXT, UUID, DECIMAL, LIST -> "TEXT";
                case INT, LONG, BOOLEAN, INSTANT -> "INTEGER";
                case DOUBLE -> "REAL";
            };
        }

        @Override
        String literal(Object value) {
            return switch (value) {
                case Boolean truth -> truth ? "1" : "0";
                case Instant moment -> Long.toString(moment.toEpochMilli());
                case BigDecimal number -> quoted(number.toString());
                case Object other -> plain(other);
            };
        }
    };

    private final String ending;

    Types(String ending) {
        this.ending = ending;
    }

    /** Returns what this kind of database is called in the names of files. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a declared table ends with. */
    String ending() {
        return ending;
    }

    /** Returns the type of a column for such values. */
    public abstract String of(Plain plain);

    /** Returns a plain value as it is written in a statement. */
    abstract String literal(Object value);

    private static String plain(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case UUID id -> quoted(id.toString());
            case List<?> list -> quoted(JsonList.text(list));
            case Object number -> number.toString();
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
