package dev.holdfast.data.mongo;

import dev.holdfast.data.Patch;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.Plain;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Changes of documents of one model as MongoDB takes them. */
final class Changes<T extends Record> {

    /** MongoDB takes no empty change; this one does nothing to a document that is there. */
    private static final BsonDocument NOTHING =
            new BsonDocument("$setOnInsert", new BsonDocument(Documents.ID, BsonNull.VALUE));

    private final RecordModel<T, ?> model;

    Changes(RecordModel<T, ?> model) {
        this.model = model;
    }

    /**
     * A change of some of the documents.
     *
     * @param which a condition on them, besides the one that was asked for
     * @param update what changes
     */
    record Part(BsonDocument which, BsonDocument update) {}

    /** The whole record again, but for what was not read. */
    BsonDocument replacing(@Nullable Object[] stored) {
        var update = new BsonDocument();
        for (var index = 0; index < stored.length; index++) {
            var column = model.columns().get(index);
            if (!Column.UNREAD.equals(stored[index]) && !column.is(Trait.ID) && !column.is(Trait.CREATED_AT)) {
                set(update, column, stored[index]);
            }
        }
        return some(update);
    }

    /** What replaces the record that is there, or makes one. */
    BsonDocument upserting(@Nullable Object[] stored, Column<T, ?> conflict) {
        var update = new BsonDocument();
        for (var index = 0; index < stored.length; index++) {
            var column = model.columns().get(index);
            if (column.is(Trait.VERSION)) {
                put(update, "$inc", column, new BsonInt64(1));
            } else if (column.changeable() || column.is(Trait.UPDATED_AT)) {
                set(update, column, stored[index]);
            } else if (column != conflict && stored[index] != null) {
                put(update, "$setOnInsert", column, Values.bson(column, stored[index]));
            }
        }
        return update;
    }

    /**
     * What a patch does. Nothing is added to what is absent, and MongoDB would: where that can be, the documents are parted by it.
     */
    List<Part> of(Patch<T> patch, Instant now) {
        var parts = List.of(new Part(new BsonDocument(), stamps(now)));
        for (var change : patch.changes()) {
            var column = model.changed(change);
            parts = parts.stream()
                    .flatMap(part -> grown(part, change, column).stream())
                    .toList();
        }
        return parts.stream()
                .map(part -> new Part(part.which(), some(part.update())))
                .toList();
    }

    /**
     * Returns the condition that some sum of the patch has no place in its field; empty where it adds nothing. MongoDB would make
     * another kind of number of it; the parts of the patch leave such documents alone.
     */
    Optional<BsonDocument> beyond(Patch<T> patch) {
        return patch.changes().stream()
                .flatMap(change -> beyond(change).stream())
                .reduce(Conditions::either);
    }

    private Optional<BsonDocument> beyond(Patch.Change<T> change) {
        if (!(change instanceof Patch.Add<T>(var field, var amount))) {
            return Optional.empty();
        }
        var column = model.column(field);
        return Optional.of(Conditions.condition(
                column, amount < 0 ? "$lt" : "$gt", new BsonInt64(column.plain().furthest(amount))));
    }

    private static BsonDocument some(BsonDocument update) {
        return update.isEmpty() ? NOTHING : update;
    }

    private List<Part> grown(Part part, Patch.Change<T> change, Column<T, ?> column) {
        var more = part.update().clone();
        switch (change) {
            case Patch.Assign<T, ?>(var _, var value) -> set(more, column, column.stored(value));
            case Patch.Clear<T> _ -> set(more, column, null);
            case Patch.Add<T>(var _, var amount) -> put(more, "$inc", column, amount(column, amount));
            case Patch.Push<T, ?>(var _, var value) ->
                put(more, "$push", column, Values.bson(column, column.storedElement(value)));
        }
        var beyond = beyond(change);
        var which = beyond.map(far -> Conditions.both(Conditions.not(far), part.which()))
                .orElse(part.which());
        var isAdding = change instanceof Patch.Add<T> || change instanceof Patch.Push<T, ?>;
        if (!isAdding || !column.is(Trait.OPTIONAL)) {
            return List.of(new Part(which, more));
        }
        return List.of(
                new Part(Conditions.both(Conditions.present(column), which), more),
                new Part(Conditions.both(Conditions.absent(column), part.which()), part.update()));
    }

    private static BsonValue amount(Column<?, ?> column, long amount) {
        return column.plain() == Plain.INT && amount == (int) amount
                ? new BsonInt32((int) amount)
                : new BsonInt64(amount);
    }

    private BsonDocument stamps(Instant now) {
        var update = new BsonDocument();
        model.marked(Trait.UPDATED_AT)
                .ifPresent(column -> put(update, "$set", column, new BsonDateTime(now.toEpochMilli())));
        model.marked(Trait.VERSION).ifPresent(column -> put(update, "$inc", column, new BsonInt32(1)));
        return update;
    }

    private static void set(BsonDocument update, Column<?, ?> column, @Nullable Object stored) {
        if (stored == null) {
            put(update, "$unset", column, new BsonString(""));
        } else {
            put(update, "$set", column, Values.bson(column, stored));
        }
    }

    private static void put(BsonDocument update, String operator, Column<?, ?> column, BsonValue value) {
        update.computeIfAbsent(operator, _ -> new BsonDocument()).asDocument().put(Documents.field(column), value);
    }
}
