package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Plain;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What a SQL database says of its tables. */
public interface Catalog {

    /**
     * A column of a table.
     *
     * @param name its name
     * @param type its type, in the words of the database
     * @param required whether it is NOT NULL
     * @param defaulted whether it has a value where none is given
     * @param key whether it is the primary key, alone
     */
    record TableColumn(String name, String type, boolean required, boolean defaulted, boolean key) {}

    /** Returns the columns of a table; none where there is no such table. */
    List<TableColumn> columns(String table) throws SQLException;

    /** Returns the columns that have a whole unique index for themselves. */
    Set<String> unique(String table) throws SQLException;

    /** Returns the type of column that keeps plain values of the kind. */
    String type(Plain kind);

    /** Says whether the column keeps plain values of the kind. */
    boolean fits(TableColumn column, Plain kind);
}
