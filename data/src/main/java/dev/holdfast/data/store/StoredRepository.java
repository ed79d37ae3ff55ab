package dev.holdfast.data.store;

import dev.holdfast.Page;
import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.Projection;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.mapping.View;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What repositories of all databases do alike.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public abstract class StoredRepository<T extends Record, ID> implements Repository<T, ID> {

    private final RecordModel<T, ID> model;
    private final Stamps<T> stamps;
    private final Rules<T> rules;
    private final Pages pages;

    /** A repository of the model's records. */
    protected StoredRepository(RecordModel<T, ID> model, Cursors cursors, Clock clock) {
        this.model = model;
        this.rules = new Rules<>(model);
        this.stamps = new Stamps<>(model, rules, clock);
        this.pages = new Pages(cursors);
    }

    /** Returns what is stored of the selected records: an array for each, in the order of the model's columns. */
    protected abstract List<@Nullable Object[]> rows(Selection<T> selection);

    /** Returns texts that only this filter in this order has: a cursor is good for that query alone. */
    protected abstract List<String> identity(Selection<T> selection);

    /** Stores all of these as new records, or none. */
    protected abstract void insertStored(List<@Nullable Object[]> stored);

    /** Stores it, or lets it replace the one that has the same in the column; returns what is stored then. */
    protected abstract T upsertStored(@Nullable Object[] stored, Column<T, ?> conflict);

    /** Makes the changes, which may be stored, to the record of that id and returns it as it is then; empty where there is none. */
    protected abstract Optional<T> patchStored(ID id, Patch<T> patch);

    /** Makes the changes, which may be stored, to all records that meet the condition; returns how many. */
    protected abstract long updateAllStored(Filter<T> filter, Patch<T> patch);

    protected final RecordModel<T, ID> model() {
        return model;
    }

    protected final Stamps<T> stamps() {
        return stamps;
    }

    final Rules<T> rules() {
        return rules;
    }

    /** Returns the condition that a record has the id. */
    protected final Filter<T> withId(ID id) {
        return new Filter.Eq<>(model.id(), id);
    }

    @Override
    public final <V> Repository<T, ID> saving(Field<T, V> field, UnaryOperator<V> change) {
        return new SavingRepository<>(this, Hooks.none(model).and(field, change));
    }

    @Override
    public final T insert(T row) {
        return insertAll(List.of(row)).getFirst();
    }

    @Override
    public final List<T> insertAll(Collection<T> rows) {
        refuseTooMany(rows);
        var stored = rows.stream().map(stamps::fresh).toList();
        insertStored(stored);
        return stored.stream().map(model::record).toList();
    }

    static void refuseTooMany(Collection<?> rows) {
        if (rows.size() > Query.MOST) {
            throw new IllegalArgumentException("at most " + Query.MOST + " records are inserted at once");
        }
    }

    @Override
    public final T upsert(T row, Field<T, ?> conflict) {
        var column = model.column(conflict);
        if (!column.is(Trait.ID) && !column.is(Trait.UNIQUE)) {
            throw new IllegalArgumentException(column + " is neither the id nor unique");
        }
        return upsertStored(stamps.fresh(row), column);
    }

    @Override
    public final Optional<T> findById(ID id) {
        return findOne(Query.where(withId(id)));
    }

    @Override
    public final Optional<T> findOne(Query<T> query) {
        return find(query.limit(1)).stream().findFirst();
    }

    @Override
    public final List<T> find(Query<T> query) {
        return rows(Selection.of(model, query)).stream().map(model::record).toList();
    }

    @Override
    public final <P extends Record> List<P> find(Query<T> query, Projection<T, P> as) {
        var view = view(as);
        return rows(Selection.of(model, query, view)).stream().map(view::record).toList();
    }

    @Override
    public final Page<T> page(Query<T> query, Optional<String> cursor, int limit) {
        return page(Selection.of(model, query), cursor, limit).map(model::record);
    }

    @Override
    public final <P extends Record> Page<P> page(
            Query<T> query, Optional<String> cursor, int limit, Projection<T, P> as) {
        var view = view(as);
        return page(Selection.of(model, query, view), cursor, limit).map(view::record);
    }

    @Override
    public final Stream<T> stream(Query<T> query) {
        return Pages.stream(Selection.of(model, query), this::rows).map(model::record);
    }

    private Page<@Nullable Object[]> page(Selection<T> selection, Optional<String> cursor, int limit) {
        return pages.page(selection, identity(selection), cursor, limit, this::rows);
    }

    private static <T extends Record, P extends Record> View<T, P> view(Projection<T, P> projection) {
        return switch (projection) {
            case View<T, P> view -> view;
        };
    }

    @Override
    public final Optional<T> patch(ID id, Patch<T> patch) {
        rules.hold(patch);
        return patchStored(id, patch);
    }

    @Override
    public final long updateAll(Filter<T> filter, Patch<T> patch) {
        rules.hold(patch);
        return updateAllStored(filter, patch);
    }

    @Override
    public final boolean deleteById(ID id) {
        return deleteAll(withId(id)) > 0;
    }
}
