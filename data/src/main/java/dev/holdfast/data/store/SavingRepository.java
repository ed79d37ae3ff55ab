package dev.holdfast.data.store;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.Projection;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.mapping.RecordModel;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A repository that changes new values of some fields, once they were held against the rules, before it hands them on. */
final class SavingRepository<T extends Record, ID> implements Repository<T, ID> {

    private final StoredRepository<T, ID> stored;
    private final RecordModel<T, ID> model;
    private final Rules<T> rules;
    private final Hooks<T> hooks;

    SavingRepository(StoredRepository<T, ID> stored, Hooks<T> hooks) {
        this.stored = stored;
        this.model = stored.model();
        this.rules = stored.rules();
        this.hooks = hooks;
    }

    @Override
    public <V> Repository<T, ID> saving(Field<T, V> field, UnaryOperator<V> change) {
        return new SavingRepository<>(stored, hooks.and(field, change));
    }

    @Override
    public T insert(T row) {
        return stored.insert(changed(stored.stamps().fresh(row)));
    }

    @Override
    public List<T> insertAll(Collection<T> rows) {
        StoredRepository.refuseTooMany(rows);
        var fresh = rows.stream().map(stored.stamps()::fresh).toList();
        return stored.insertAll(fresh.stream().map(this::changed).toList());
    }

    @Override
    public T upsert(T row, Field<T, ?> conflict) {
        return stored.upsert(changed(stored.stamps().fresh(row)), conflict);
    }

    private T changed(@Nullable Object[] fresh) {
        return hooks.changed(fresh, hooks.known(fresh));
    }

    @Override
    public T update(T row) {
        var _ = stored.stamps().again(row);
        var given = model.stored(row);
        var known = hooks.known(given);
        if (known.isEmpty()) {
            return stored.update(row);
        }
        var id = model.idOf(row);
        var query = Query.where(stored.withId(id));
        for (var column : known) {
            query = query.including(column);
        }
        // A record that comes to be after this was asked must not be updated: its values would be stored as they were
        // given.
        var before = model.stored(stored.findOne(query).orElseThrow(() -> Problem.missing(model.noun(), id)));
        var modified = known.stream()
                .filter(column -> !Objects.equals(hooks.value(given, column), hooks.value(before, column)))
                .toList();
        return stored.update(hooks.changed(given, modified));
    }

    @Override
    public Optional<T> patch(ID id, Patch<T> patch) {
        return stored.patch(id, changed(patch));
    }

    @Override
    public long updateAll(Filter<T> filter, Patch<T> patch) {
        return stored.updateAll(filter, changed(patch));
    }

    private Patch<T> changed(Patch<T> patch) {
        rules.hold(patch);
        return hooks.changed(patch);
    }

    @Override
    public Optional<T> findById(ID id) {
        return stored.findById(id);
    }

    @Override
    public Optional<T> findOne(Query<T> query) {
        return stored.findOne(query);
    }

    @Override
    public List<T> find(Query<T> query) {
        return stored.find(query);
    }

    @Override
    public <P extends Record> List<P> find(Query<T> query, Projection<T, P> as) {
        return stored.find(query, as);
    }

    @Override
    public Page<T> page(Query<T> query, Optional<String> cursor, int limit) {
        return stored.page(query, cursor, limit);
    }

    @Override
    public <P extends Record> Page<P> page(Query<T> query, Optional<String> cursor, int limit, Projection<T, P> as) {
        return stored.page(query, cursor, limit, as);
    }

    @Override
    public Stream<T> stream(Query<T> query) {
        return stored.stream(query);
    }

    @Override
    public long count(Filter<T> filter) {
        return stored.count(filter);
    }

    @Override
    public boolean exists(Filter<T> filter) {
        return stored.exists(filter);
    }

    @Override
    public boolean deleteById(ID id) {
        return stored.deleteById(id);
    }

    @Override
    public long deleteAll(Filter<T> filter) {
        return stored.deleteAll(filter);
    }
}
