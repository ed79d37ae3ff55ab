package dev.holdfast.data.sql;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.StaleVersion;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.sql.Gateway.Reach;
import dev.holdfast.data.sql.Gateway.Work;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one table.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public final class SqlRepository<T extends Record, ID> implements Repository<T, ID> {

    private final RecordModel<T, ID> model;
    private final Gateway gateway;
    private final Dialect dialect;
    private final Clock clock;
    private final Statements<T> statements;
    private final Rows<T> rows;
    private final Pages<T> pages;

    /** A repository that reaches its table through the gateway. */
    public SqlRepository(RecordModel<T, ID> model, Gateway gateway, Dialect dialect, Cursors cursors, Clock clock) {
        this.model = model;
        this.gateway = gateway;
        this.dialect = dialect;
        this.clock = clock;
        statements = new Statements<>(model);
        rows = new Rows<>(model, statements);
        pages = new Pages<>(model, statements, rows, cursors);
    }

    @Override
    public T insert(T row) {
        return insertAll(List.of(row)).getFirst();
    }

    @Override
    public List<T> insertAll(Collection<T> several) {
        if (several.size() > Query.MOST) {
            throw new IllegalArgumentException("at most " + Query.MOST + " records are inserted at once");
        }
        var stored = several.stream().map(this::fresh).toList();
        var inserts = stored.stream().map(statements::insert).toList();
        return write(session -> {
            for (var insert : inserts) {
                session.change(insert);
            }
            return stored.stream().map(model::record).toList();
        });
    }

    @Override
    public T upsert(T row, Field<T, ?> conflict) {
        var column = model.column(conflict);
        if (!column.is(Trait.ID) && !column.is(Trait.UNIQUE)) {
            throw new IllegalArgumentException(column + " is neither the id nor unique");
        }
        var upsert = statements.upsert(fresh(row), column);
        return write(session -> rows.records(session, upsert).getFirst());
    }

    @Override
    public Optional<T> findById(ID id) {
        return findOne(Query.where(new Filter.Eq<>(model.id(), id)));
    }

    @Override
    public Optional<T> findOne(Query<T> query) {
        return find(query.limit(1), pointed(query.filter()) ? Reach.POINT : Reach.SCAN).stream()
                .findFirst();
    }

    @Override
    public List<T> find(Query<T> query) {
        return find(query, Reach.SCAN);
    }

    private List<T> find(Query<T> query, Reach reach) {
        var select = statements.select(query);
        new Keyset<>(model, query.order()).writeOrder(select);
        select.add(" LIMIT ").bind(query.limit());
        var reader = rows.reader(query.including());
        return read(reach, session -> session.rows(select, reader)).stream()
                .map(model::record)
                .toList();
    }

    @Override
    public Page<T> page(Query<T> query, Optional<String> cursor, int limit) {
        return pages.page(query, cursor, limit, (select, reader) -> {
            Work<List<@Nullable Object[]>> work = session -> session.rows(select, reader);
            return read(Reach.SCAN, work);
        });
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
        var reach = pointed(filter) ? Reach.POINT : Reach.SCAN;
        return read(
                reach,
                session -> !session.rows(exists, (row, _) -> row.getInt(1)).isEmpty());
    }

    @Override
    public T update(T row) {
        var stored = model.stored(row);
        var version =
                model.place(Trait.VERSION).map(place -> (Long) stored[place]).orElse(0L);
        stamp(stored, Trait.UPDATED_AT, now());
        stamp(stored, Trait.VERSION, version + 1);
        var update = statements.update(stored, version);
        return write(session -> {
            var updated = session.rows(update, rows.reader(List.of()));
            if (updated.isEmpty()) {
                throw gone(session, model.idOf(row));
            }
            model.place(Trait.CREATED_AT).ifPresent(place -> stored[place] = updated.getFirst()[place]);
            return model.record(stored);
        });
    }

    private Problem gone(Session session, ID id) throws SQLException {
        var exists = statements.exists(new Filter.Eq<>(model.id(), id));
        return session.rows(exists, (row, _) -> row.getInt(1)).isEmpty()
                ? Problem.missing(model.noun(), id)
                : new StaleVersion(model.noun());
    }

    @Override
    public Optional<T> patch(ID id, Patch<T> patch) {
        var change = statements.returning(statements.patch(new Filter.Eq<>(model.id(), id), patch, now()));
        return write(session -> rows.records(session, change).stream().findFirst());
    }

    @Override
    public long updateAll(Filter<T> filter, Patch<T> patch) {
        var change = statements.patch(filter, patch, now());
        return write(session -> session.change(change));
    }

    @Override
    public boolean deleteById(ID id) {
        return deleteAll(new Filter.Eq<>(model.id(), id)) > 0;
    }

    @Override
    public long deleteAll(Filter<T> filter) {
        var delete = statements.delete(filter);
        return write(session -> session.change(delete));
    }

    private @Nullable Object[] fresh(T row) {
        var stored = model.stored(row);
        var now = now();
        stamp(stored, Trait.CREATED_AT, now);
        stamp(stored, Trait.UPDATED_AT, now);
        stamp(stored, Trait.VERSION, 1L);
        return stored;
    }

    private void stamp(@Nullable Object[] stored, Trait trait, Object value) {
        model.place(trait).ifPresent(place -> stored[place] = value);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether the condition names at most one record, through an index. */
    private boolean pointed(Filter<T> filter) {
        return switch (filter) {
            case Filter.Eq<T, ?>(var field, var _) -> {
                var column = model.column(field);
                yield column.is(Trait.ID) || column.is(Trait.UNIQUE);
            }
            case Filter.And<T>(var parts) -> parts.stream().anyMatch(this::pointed);
            case Filter.Or<T> _,
                    Filter.Not<T> _,
                    Filter.Ne<T, ?> _,
                    Filter.Lt<T, ?> _,
                    Filter.Lte<T, ?> _,
                    Filter.Gt<T, ?> _,
                    Filter.Gte<T, ?> _,
                    Filter.In<T, ?> _,
                    Filter.IsNull<T> _,
                    Filter.StartsWith<T> _,
                    Filter.Contains<T> _ -> false;
        };
    }

    private <R> R read(Reach reach, Work<R> work) {
        try {
            return gateway.read(reach, work);
        } catch (SQLException error) {
            throw dialect.refusal(error, model);
        }
    }

    private <R> R write(Work<R> work) {
        try {
            return gateway.write(work);
        } catch (SQLException error) {
            throw dialect.refusal(error, model);
        }
    }
}
