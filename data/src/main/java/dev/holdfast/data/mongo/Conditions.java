package dev.holdfast.data.mongo;

import dev.holdfast.Problem;
import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/** Conditions as MongoDB takes them. Every value is typed: text can never become an operator. */
final class Conditions<T extends Record> {

    /** The server refuses patterns that are much longer. */
    private static final int MOST_LETTERS = 10_000;

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private final RecordModel<T, ?> model;

    Conditions(RecordModel<T, ?> model) {
        this.model = model;
    }

    BsonDocument of(Filter<T> filter) {
        return switch (filter) {
            case Filter.And<T>(var parts) -> parts.isEmpty() ? new BsonDocument() : joined("$and", parts);
            case Filter.Or<T>(var parts) -> parts.isEmpty() ? nobody() : joined("$or", parts);
            case Filter.Not<T>(var part) -> not(of(part));
            case Filter.Eq<T, ?>(var field, var value) -> compared(field, "$eq", value);
            case Filter.Ne<T, ?>(var field, var value) -> compared(field, "$ne", value);
            case Filter.Lt<T, ?>(var field, var value) -> compared(field, "$lt", value);
            case Filter.Lte<T, ?>(var field, var value) -> compared(field, "$lte", value);
            case Filter.Gt<T, ?>(var field, var value) -> compared(field, "$gt", value);
            case Filter.Gte<T, ?>(var field, var value) -> compared(field, "$gte", value);
            case Filter.In<T, ?>(var field, var values) -> among(model.comparable(field), List.copyOf(values));
            case Filter.IsNull<T>(var field) -> absent(model.column(field));
            case Filter.StartsWith<T>(var field, var text) -> matches(model.text(field), "^", text);
            case Filter.Contains<T>(var field, var text) -> matches(model.text(field), "", text);
            case Filter.Has<T, ?>(var list, var value) -> {
                var column = model.column(list);
                yield condition(column, "$eq", Values.bson(column, column.soughtElement(value)));
            }
        };
    }

    static BsonDocument nobody() {
        return new BsonDocument(Documents.ID, new BsonDocument("$in", new BsonArray()));
    }

    static BsonDocument absent(Column<?, ?> column) {
        return condition(column, "$eq", BsonNull.VALUE);
    }

    static BsonDocument present(Column<?, ?> column) {
        return condition(column, "$ne", BsonNull.VALUE);
    }

    static BsonDocument condition(Column<?, ?> column, String operator, BsonValue value) {
        return new BsonDocument(Documents.field(column), new BsonDocument(operator, value));
    }

    static BsonDocument both(BsonDocument one, BsonDocument other) {
        return other.isEmpty() ? one : new BsonDocument("$and", new BsonArray(List.of(one, other)));
    }

    static BsonDocument either(BsonDocument one, BsonDocument other) {
        return new BsonDocument("$or", new BsonArray(List.of(one, other)));
    }

    static BsonDocument not(BsonDocument one) {
        return new BsonDocument("$nor", new BsonArray(List.of(one)));
    }

    private BsonDocument joined(String word, List<Filter<T>> parts) {
        return new BsonDocument(word, new BsonArray(parts.stream().map(this::of).toList()));
    }

    private BsonDocument compared(Field<T, ?> field, String operator, Object value) {
        var column = model.comparable(field);
        return condition(column, operator, Values.bson(column, column.sought(value)));
    }

    /** In an order of their own: sets of the same values are the same condition to a cursor, in every process. */
    private BsonDocument among(Column<T, ?> column, List<?> values) {
        var stored = values.stream()
                .map(column::sought)
                .distinct()
                .sorted()
                .map(value -> Values.bson(column, value))
                .toList();
        return condition(column, "$in", new BsonArray(stored));
    }

    private static BsonDocument matches(Column<?, ?> column, String anchor, String text) {
        var letters = column.letters(text);
        if (letters.length() > MOST_LETTERS) {
            throw Problem.invalid("/" + column.name(), "is searched for by at most %d letters".formatted(MOST_LETTERS));
        }
        var pattern = anchor + SPECIAL.matcher(letters).replaceAll("\\\\$0");
        return new BsonDocument(Documents.field(column), new BsonRegularExpression(pattern));
    }
}
