package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.mapping.RecordModel;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What differs between SQL databases: how plain values are kept and what errors mean. */
public interface Dialect {

    /** Binds a plain value. */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /** Reads a plain value; null where there is none. */
    @Nullable Object read(ResultSet row, int index, Plain kind) throws SQLException;

    /** Returns what to throw for an error met on the table of a model. */
    RuntimeException refusal(SQLException error, RecordModel<?, ?> model);
}
