package dev.holdfast.data.mongo;

import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** What is stored of the records of one model, as documents and back; an absent value is a field that is left out. */
final class Documents<T extends Record> {

    static final String ID = "_id";

    private final RecordModel<T, ?> model;
    private final List<Column<T, ?>> shown;
    private final Function<BsonDocument, @Nullable Object[]> visible;

    Documents(RecordModel<T, ?> model) {
        this.model = model;
        this.shown = model.columns().stream()
                .filter(column -> !column.is(Trait.HIDDEN))
                .toList();
        this.visible = made(shown);
        for (var column : model.columns()) {
            if (!column.is(Trait.ID)
                    && (column.name().equals(ID) || column.name().startsWith("$"))) {
                throw new IllegalArgumentException(
                        column + " has a name that MongoDB keeps for itself: call the component something else");
            }
        }
    }

    /** Returns the name of the field that a component is kept in. */
    static String field(Column<?, ?> column) {
        return column.is(Trait.ID) ? ID : column.name();
    }

    /** Returns the columns that are not hidden. */
    List<Column<T, ?>> shown() {
        return shown;
    }

    BsonDocument document(@Nullable Object[] stored) {
        var document = new BsonDocument();
        for (var index = 0; index < stored.length; index++) {
            var column = model.columns().get(index);
            if (stored[index] != null) {
                document.put(field(column), Values.bson(column, stored[index]));
            }
        }
        return document;
    }

    /** Returns a reader of what is stored, in the order of the model's columns; what is hidden and not among these counts as not read. */
    Function<BsonDocument, @Nullable Object[]> reader(List<Column<T, ?>> columns) {
        return columns.equals(shown) ? visible : made(columns);
    }

    private Function<BsonDocument, @Nullable Object[]> made(List<Column<T, ?>> read) {
        var places = read.stream().mapToInt(model.columns()::indexOf).toArray();
        var unread = model.columns().stream()
                .map(column -> column.is(Trait.HIDDEN) ? Column.UNREAD : null)
                .toArray();
        return document -> {
            @Nullable Object[] stored = unread.clone();
            for (var index = 0; index < places.length; index++) {
                var column = read.get(index);
                stored[places[index]] = Values.plain(document.get(field(column)), column);
            }
            return stored;
        };
    }

    /** Returns what is stored of a document that was read without what is hidden. */
    @Nullable Object[] stored(BsonDocument document) {
        return visible.apply(document);
    }

    /** Returns the record of a document that was read without what is hidden. */
    T record(BsonDocument document) {
        return model.record(stored(document));
    }

    /** Names the fields that leave the database; the id is always among those unless it is sent away by name. */
    static BsonDocument projection(List<? extends Column<?, ?>> columns) {
        var projection = new BsonDocument();
        columns.forEach(column -> projection.put(field(column), new BsonInt32(1)));
        if (!projection.containsKey(ID)) {
            projection.put(ID, new BsonInt32(0));
        }
        return projection;
    }
}
