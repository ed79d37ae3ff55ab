package dev.holdfast.data.sql;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Query;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.mapping.RecordModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts queries into pages: each page begins after the last record of the one before, wherever that is by now. */
final class Pages<T extends Record> {

    /** Runs a select and returns what is stored in its rows. */
    @FunctionalInterface
    interface Reading {
        List<@Nullable Object[]> rows(Sql select, Session.RowReader<@Nullable Object[]> reader);
    }

    private final RecordModel<T, ?> model;
    private final Statements<T> statements;
    private final Rows<T> rows;
    private final Cursors cursors;

    Pages(RecordModel<T, ?> model, Statements<T> statements, Rows<T> rows, Cursors cursors) {
        this.model = model;
        this.statements = statements;
        this.rows = rows;
        this.cursors = cursors;
    }

    Page<T> page(Query<T> query, Optional<String> cursor, int limit, Reading reading) {
        if (limit < 1 || limit > Query.MOST) {
            throw Problem.invalid("/limit", "must be between 1 and " + Query.MOST);
        }
        var keyset = new Keyset<>(model, query.order());
        var whole = statements.select(query);
        keyset.writeOrder(whole);
        var select = select(query, keyset, cursor.map(text -> cursors.read(whole, text, kinds(keyset))));
        var found = reading.rows(select.add(" LIMIT ").bind(limit + 1), rows.reader(query.including()));
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit
                ? Optional.of(cursors.write(whole, keyset.position(shown.getLast())))
                : Optional.<String>empty();
        return new Page<>(shown.stream().map(model::record).toList(), limit, next);
    }

    private Sql select(Query<T> query, Keyset<T> keyset, Optional<List<@Nullable Object>> after) {
        var select = statements.select(query);
        after.ifPresent(position -> keyset.writeAfter(select.add(" AND "), position));
        keyset.writeOrder(select);
        return select;
    }

    private List<Plain> kinds(Keyset<T> keyset) {
        return keyset.columns().stream().map(Column::plain).toList();
    }
}
