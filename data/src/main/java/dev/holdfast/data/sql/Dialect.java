package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What differs between SQL databases: how plain values are kept, how a few things are said, and what errors mean. */
public interface Dialect {

    /** Binds a plain value. */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /** Reads the plain value of a column; null where there is none. */
    @Nullable Object read(ResultSet row, int index, Column<?, ?> column) throws SQLException;

    /** Writes the condition that the text in the column holds another. */
    void contains(Sql sql, String column, String part);

    /** Writes the condition that the list in the column holds the plain value. */
    void has(Sql sql, String column, Object element);

    /** Writes the list in the column with one plain value more at its end. */
    void pushed(Sql sql, String column, Object element);

    /** Writes the sum of the whole number in the column and the amount: an error where the column has no place for it. */
    void added(Sql sql, Column<?, ?> column, long amount);

    /** Says whether a reference between records is what an error is about. */
    boolean isReference(SQLException error);

    /** Returns what to throw for an error met on the table of a model. */
    RuntimeException refusal(SQLException error, RecordModel<?, ?> model);
}
