package dev.holdfast.data.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.holdfast.Problem;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Patch;
import dev.holdfast.data.StaleVersion;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.store.Cursors;
import dev.holdfast.data.store.Refusal;
import dev.holdfast.data.store.Selection;
import dev.holdfast.data.store.StoredRepository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one collection.
 *
 * @param <T> the record
 * @param <ID> its id
 */
final class MongoRepository<T extends Record, ID> extends StoredRepository<T, ID> {

    /** Another upsert of the same new key may come first, and then there is a document to replace. */
    private static final int MOST_UPSERTS = 10;

    private final Calls calls;
    private final Documents<T> documents;
    private final Conditions<T> conditions;
    private final Changes<T> changes;

    MongoRepository(RecordModel<T, ID> model, Calls calls, Cursors cursors, Clock clock) {
        super(model, cursors, clock);
        this.calls = calls;
        documents = new Documents<>(model);
        conditions = new Conditions<>(model);
        changes = new Changes<>(model);
    }

    @Override
    protected void insertStored(List<@Nullable Object[]> stored) {
        var inserted = stored.stream().map(documents::document).toList();
        switch (inserted.size()) {
            case 0 -> {}
            case 1 -> told(() -> calls.write(collected(collection -> collection.insertOne(inserted.getFirst()))));
            default -> told(() -> calls.writeSeveral(collected(collection -> insertSeveral(collection, inserted))));
        }
    }

    private boolean insertSeveral(MongoCollection<BsonDocument> collection, List<BsonDocument> inserted) {
        try {
            collection.insertMany(inserted);
            return true;
        } catch (MongoException | BsonMaximumSizeExceededException failure) {
            if (!calls.isAllOrNone()) {
                TakenBack.of(collection, inserted, failure);
            }
            throw failure;
        }
    }

    @Override
    protected T upsertStored(@Nullable Object[] stored, Column<T, ?> conflict) {
        var key = stored[model().columns().indexOf(conflict)];
        if (key == null) {
            insertStored(List.<@Nullable Object[]>of(stored));
            return model().record(stored);
        }
        var which = Conditions.condition(conflict, "$eq", Values.bson(conflict, key));
        var update = changes.upserting(stored, conflict);
        return told(() -> documents.record(upserted(which, update, conflict)));
    }

    private BsonDocument upserted(BsonDocument which, BsonDocument update, Column<T, ?> conflict) {
        for (var attempt = 1; ; attempt++) {
            try {
                return calls.write(collected(collection -> Objects.requireNonNull(
                        collection.findOneAndUpdate(which, update, returning().upsert(true)))));
            } catch (MongoException failure) {
                var isRace = Errors.code(failure) == Errors.TAKEN
                        && Errors.taken(failure, model()).equals(List.of(conflict.name()));
                if (!isRace || attempt == MOST_UPSERTS || calls.isJoined()) {
                    throw failure;
                }
            }
        }
    }

    @Override
    protected List<@Nullable Object[]> rows(Selection<T> selection) {
        var keyset = new Keyset<>(selection.sorting());
        var wanted = conditions.of(selection.filter());
        var which = selection
                .after()
                .map(position -> Conditions.both(keyset.after(position), wanted))
                .orElse(wanted);
        var reader = documents.reader(selection.columns());
        return told(() -> calls.read(collected(collection -> collection
                .find(which)
                .projection(Documents.projection(selection.columns()))
                .sort(keyset.order())
                .limit(selection.limit())
                .batchSize(selection.limit())
                .map(reader::apply)
                .into(new ArrayList<>()))));
    }

    @Override
    protected List<String> identity(Selection<T> selection) {
        return List.of(
                model().table(),
                conditions.of(selection.filter()).toJson(),
                new Keyset<>(selection.sorting()).order().toJson());
    }

    @Override
    public long count(Filter<T> filter) {
        var which = conditions.of(filter);
        return told(() -> calls.read(collected(collection -> collection.countDocuments(which))));
    }

    @Override
    public boolean exists(Filter<T> filter) {
        var which = conditions.of(filter);
        return told(() -> calls.read(collected(collection -> isThere(collection, which))));
    }

    private boolean isThere(MongoCollection<BsonDocument> collection, BsonDocument which) {
        return collection
                        .find(which)
                        .projection(Documents.projection(List.of(model().id())))
                        .first()
                != null;
    }

    @Override
    public T update(T row) {
        var stored = stamps().again(row);
        var id = model().idOf(row);
        var which = conditions.of(withId(id));
        model().marked(Trait.VERSION)
                .ifPresent(column -> which.put(Documents.field(column), new BsonInt64(stamps().versionBefore(stored))));
        var update = changes.replacing(stored);
        return told(() -> calls.write(collected(collection -> {
            var updated = collection.findOneAndUpdate(which, update, returning());
            if (updated == null) {
                throw gone(collection, id);
            }
            var read = documents.stored(updated);
            model().place(Trait.CREATED_AT).ifPresent(place -> stored[place] = read[place]);
            return model().record(stored);
        })));
    }

    private Problem gone(MongoCollection<BsonDocument> collection, ID id) {
        return isThere(collection, conditions.of(withId(id)))
                ? new StaleVersion(model().noun())
                : Problem.missing(model().noun(), id);
    }

    @Override
    protected Optional<T> patchStored(ID id, Patch<T> patch) {
        var which = conditions.of(withId(id));
        var parts = changes.of(patch, stamps().now());
        var beyond = changes.beyond(patch);
        return told(() -> calls.write(collected(collection -> patched(collection, which, parts, beyond))));
    }

    /** Where there are several parts, the document may have moved from one to another between two looks. */
    private Optional<T> patched(
            MongoCollection<BsonDocument> collection,
            BsonDocument which,
            List<Changes.Part> parts,
            Optional<BsonDocument> beyond) {
        do {
            for (var part : parts) {
                var updated =
                        collection.findOneAndUpdate(Conditions.both(which, part.which()), part.update(), returning());
                if (updated != null) {
                    return Optional.of(documents.record(updated));
                }
            }
            refuse(collection, which, beyond);
        } while ((parts.size() > 1 || beyond.isPresent()) && isThere(collection, which));
        return Optional.empty();
    }

    private void refuse(MongoCollection<BsonDocument> collection, BsonDocument which, Optional<BsonDocument> beyond) {
        if (beyond.isPresent() && isThere(collection, Conditions.both(beyond.get(), which))) {
            throw Refusal.outOfRange();
        }
    }

    @Override
    protected long updateAllStored(Filter<T> filter, Patch<T> patch) {
        var which = conditions.of(filter);
        var parts = changes.of(patch, stamps().now());
        var beyond = changes.beyond(patch);
        return changed(filter, collection -> {
            refuse(collection, which, beyond);
            return parts.stream()
                    .mapToLong(part -> collection
                            .updateMany(Conditions.both(which, part.which()), part.update())
                            .getMatchedCount())
                    .sum();
        });
    }

    @Override
    public long deleteAll(Filter<T> filter) {
        var which = conditions.of(filter);
        return changed(filter, collection -> collection.deleteMany(which).getDeletedCount());
    }

    /** A change of one document is all or nothing by itself. */
    private long changed(Filter<T> filter, Function<MongoCollection<BsonDocument>, Long> change) {
        return told(
                () -> model().isOfOne(filter) ? calls.write(collected(change)) : calls.writeSeveral(collected(change)));
    }

    private FindOneAndUpdateOptions returning() {
        return new FindOneAndUpdateOptions()
                .returnDocument(ReturnDocument.AFTER)
                .projection(Documents.projection(documents.shown()));
    }

    private <R> Function<MongoDatabase, R> collected(Function<MongoCollection<BsonDocument>, R> work) {
        return database -> work.apply(database.getCollection(model().table(), BsonDocument.class));
    }

    private <R> R told(Supplier<R> work) {
        try {
            return work.get();
        } catch (MongoException failure) {
            throw Errors.refusal(failure, model());
        } catch (BsonMaximumSizeExceededException tooLarge) {
            throw Errors.tooLarge();
        }
    }
}
