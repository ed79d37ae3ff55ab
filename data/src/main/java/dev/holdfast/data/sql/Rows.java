package dev.holdfast.data.sql;

import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of one table into what is stored, in the order of the model's columns, and into records. */
final class Rows<T extends Record> {

    private final RecordModel<T, ?> model;
    private final List<Column<T, ?>> shown;
    private final Session.RowReader<@Nullable Object[]> visible;

    Rows(RecordModel<T, ?> model) {
        this.model = model;
        this.shown = model.columns().stream()
                .filter(column -> !column.is(Trait.HIDDEN))
                .toList();
        this.visible = made(shown);
    }

    /** Returns the columns that are not hidden. */
    List<Column<T, ?>> shown() {
        return shown;
    }

    /** Returns a reader of these columns. */
    Session.RowReader<@Nullable Object[]> reader(List<Column<T, ?>> columns) {
        return columns.equals(shown) ? visible : made(columns);
    }

    List<T> records(Session session, Sql sql) throws SQLException {
        return session.rows(sql, visible).stream().map(model::record).toList();
    }

    private Session.RowReader<@Nullable Object[]> made(List<Column<T, ?>> read) {
        var all = model.columns();
        var places = read.stream().mapToInt(all::indexOf).toArray();
        var unread = all.stream()
                .map(column -> column.is(Trait.HIDDEN) ? Column.UNREAD : null)
                .toArray();
        return (row, dialect) -> {
            @Nullable Object[] stored = unread.clone();
            for (var index = 0; index < places.length; index++) {
                stored[places[index]] = dialect.read(row, index + 1, all.get(places[index]));
            }
            return stored;
        };
    }
}
