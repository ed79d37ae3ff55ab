package dev.holdfast.data.sql;

import dev.holdfast.Problem;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.StaleVersion;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.sql.Gateway.Reach;
import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.store.Cursors;
import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Selection;
import dev.holdfast.data.store.StoredRepository;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one table.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public final class SqlRepository<T extends Record, ID> extends StoredRepository<T, ID> {

    private final Gateway gateway;
    private final Dialect dialect;
    private final Statements<T> statements;
    private final Rows<T> rows;

    /** A repository that reaches its table through the gateway. */
    public SqlRepository(RecordModel<T, ID> model, Gateway gateway, Dialect dialect, Cursors cursors, Clock clock) {
        super(model, cursors, clock);
        this.gateway = gateway;
        this.dialect = dialect;
        rows = new Rows<>(model);
        statements = new Statements<>(model, dialect, rows.shown());
    }

    @Override
    protected void insertStored(List<@Nullable Object[]> stored) {
        var inserts = stored.stream().map(statements::insert).toList();
        if (inserts.size() == 1) {
            write(session -> session.change(inserts.getFirst()));
        } else if (!inserts.isEmpty()) {
            sure(() -> gateway.together(session -> session.changeAll(inserts)));
        }
    }

    @Override
    protected T upsertStored(@Nullable Object[] stored, Column<T, ?> conflict) {
        var upsert = statements.upsert(stored, conflict);
        return write(session -> rows.records(session, upsert).getFirst());
    }

    @Override
    protected List<@Nullable Object[]> rows(Selection<T> selection) {
        var select = statements.select(selection);
        var reader = rows.reader(selection.columns());
        Work<List<@Nullable Object[]>> work = session -> session.rows(select, reader);
        return read(selection.limit() == 1 ? reach(selection.filter()) : Reach.SCAN, work);
    }

    @Override
    protected List<String> identity(Selection<T> selection) {
        return statements.identity(selection);
    }

    @Override
    public long count(Filter<T> filter) {
        var count = statements.count(filter);
        return read(
                Reach.SCAN,
                session -> session.rows(count, (row, _) -> row.getLong(1)).getFirst());
    }

    @Override
    public boolean exists(Filter<T> filter) {
        var exists = statements.exists(filter);
        return read(
                reach(filter),
                session -> !session.rows(exists, (row, _) -> row.getInt(1)).isEmpty());
    }

    @Override
    public T update(T row) {
        var stored = stamps().again(row);
        var update = statements.update(stored, stamps().versionBefore(stored));
        return write(session -> {
            var updated = session.rows(update, rows.reader(rows.shown()));
            if (updated.isEmpty()) {
                throw gone(session, model().idOf(row));
            }
            model().place(Trait.CREATED_AT).ifPresent(place -> stored[place] = updated.getFirst()[place]);
            return model().record(stored);
        });
    }

    private Problem gone(Session session, ID id) throws SQLException {
        var exists = statements.exists(withId(id));
        return session.rows(exists, (row, _) -> row.getInt(1)).isEmpty()
                ? Problem.missing(model().noun(), id)
                : new StaleVersion(model().noun());
    }

    @Override
    protected Optional<T> patchStored(ID id, Patch<T> patch) {
        var change = statements.returning(statements.patch(withId(id), patch, stamps().now()));
        return write(session -> rows.records(session, change).stream().findFirst());
    }

    @Override
    protected long updateAllStored(Filter<T> filter, Patch<T> patch) {
        var change = statements.patch(filter, patch, stamps().now());
        return sure(() -> changed(filter, session -> session.change(change)));
    }

    @Override
    public long deleteAll(Filter<T> filter) {
        var delete = statements.delete(filter);
        try {
            return changed(filter, session -> session.change(delete));
        } catch (SQLException error) {
            throw dialect.isReference(error) ? Refusal.stillReferred() : dialect.refusal(error, model());
        }
    }

    /** One statement that finds many sees them as they were, and would not hear of one that a transaction adds meanwhile. */
    private long changed(Filter<T> filter, Work<Long> change) throws SQLException {
        return model().isOfOne(filter) ? gateway.write(change) : gateway.together(change);
    }

    private Reach reach(Filter<T> filter) {
        return model().isOfOne(filter) ? Reach.POINT : Reach.SCAN;
    }

    private <R> R read(Reach reach, Work<R> work) {
        return sure(() -> gateway.read(reach, work));
    }

    private <R> R write(Work<R> work) {
        return sure(() -> gateway.write(work));
    }

    private interface Doing<R> {
        R run() throws SQLException;
    }

    private <R> R sure(Doing<R> doing) {
        try {
            return doing.run();
        } catch (SQLException error) {
            throw dialect.refusal(error, model());
        }
    }
}
