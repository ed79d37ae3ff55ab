package dev.holdfast.data.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement being written: its text, and the values bound to it. Only names of models and fixed words become text. */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** A statement that begins so. */
    public Sql(String beginning) {
        text.append(beginning);
    }

    /** A whole statement with its values, in the order of its question marks. */
    public static Sql of(String text, Object... values) {
        var sql = new Sql(text);
        sql.values.addAll(List.of(values));
        return sql;
    }

    /** Adds words of the language. */
    public Sql add(String words) {
        text.append(words);
        return this;
    }

    /** Adds the name of a table or a column. */
    public Sql name(String name) {
        text.append('"').append(name).append('"');
        return this;
    }

    /** Adds a value. */
    public Sql bind(@Nullable Object value) {
        text.append('?');
        values.add(value);
        return this;
    }

    /** Adds several values in parentheses. */
    public Sql bindAll(List<? extends @Nullable Object> several) {
        add("(");
        for (var index = 0; index < several.size(); index++) {
            add(index == 0 ? "" : ", ").bind(several.get(index));
        }
        return add(")");
    }

    public String text() {
        return text.toString();
    }

    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(values);
    }
}
