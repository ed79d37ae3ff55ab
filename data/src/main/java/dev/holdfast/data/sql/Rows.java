package dev.holdfast.data.sql;

import dev.holdfast.data.Field;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of one table into what is stored, in the order of the model's columns, and into records. */
final class Rows<T extends Record> {

    private final RecordModel<T, ?> model;
    private final Statements<T> statements;
    private final Session.RowReader<@Nullable Object[]> visible;

    Rows(RecordModel<T, ?> model, Statements<T> statements) {
        this.model = model;
        this.statements = statements;
        this.visible = reader(statements.read(List.of()));
    }

    /** Returns a reader of the columns that are not hidden, and of the hidden ones included. */
    Session.RowReader<@Nullable Object[]> reader(Collection<Field<T, ?>> including) {
        return including.isEmpty() ? visible : reader(statements.read(including));
    }

    List<T> records(Session session, Sql sql) throws SQLException {
        return session.rows(sql, visible).stream().map(model::record).toList();
    }

    private Session.RowReader<@Nullable Object[]> reader(List<Column<T, ?>> read) {
        var all = model.columns();
        var places = read.stream().mapToInt(all::indexOf).toArray();
        var unread = all.stream()
                .map(column -> column.is(Trait.HIDDEN) ? Column.UNREAD : null)
                .toArray();
        return (row, dialect) -> {
            @Nullable Object[] stored = unread.clone();
            for (var index = 0; index < places.length; index++) {
                stored[places[index]] =
                        dialect.read(row, index + 1, all.get(places[index]).plain());
            }
            return stored;
        };
    }
}
