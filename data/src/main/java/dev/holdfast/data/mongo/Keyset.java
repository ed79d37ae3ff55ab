package dev.holdfast.data.mongo;

import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.store.Sorting;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** Orders, and the condition that a document comes after another; a field that is left out sorts before every value. */
final class Keyset<T extends Record> {

    private final Sorting<T> sorting;

    Keyset(Sorting<T> sorting) {
        this.sorting = sorting;
    }

    BsonDocument order() {
        var order = new BsonDocument();
        for (var term : sorting.terms()) {
            order.putIfAbsent(Documents.field(term.column()), new BsonInt32(term.descending() ? -1 : 1));
        }
        return order;
    }

    BsonDocument after(List<@Nullable Object> position) {
        return after(position, 0);
    }

    private BsonDocument after(List<@Nullable Object> position, int index) {
        var term = sorting.terms().get(index);
        var value = Values.bson(term.column(), position.get(index));
        var beyond = beyond(term, position.get(index));
        if (index + 1 == sorting.terms().size()) {
            return beyond;
        }
        var same = Conditions.condition(term.column(), "$eq", value);
        return Conditions.either(beyond, Conditions.both(same, after(position, index + 1)));
    }

    private static <T extends Record> BsonDocument beyond(Sorting.Term<T> term, @Nullable Object value) {
        var column = term.column();
        if (value == null) {
            return term.descending() ? Conditions.nobody() : Conditions.present(column);
        }
        var past = Conditions.condition(column, term.descending() ? "$lt" : "$gt", Values.bson(column, value));
        return term.descending() && column.is(Trait.OPTIONAL)
                ? Conditions.either(past, Conditions.absent(column))
                : past;
    }
}
