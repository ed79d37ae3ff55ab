package dev.holdfast.data.mongo;

import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.Plain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Plain values as MongoDB keeps them, and back. */
final class Values {

    private Values() {}

    /** Returns what is kept for a plain value; what is absent matches the absence of a field. */
    static BsonValue bson(Column<?, ?> column, @Nullable Object value) {
        return switch (value) {
            case null -> BsonNull.VALUE;
            case String text -> new BsonString(text);
            case Integer number -> new BsonInt32(number);
            case Long number -> new BsonInt64(number);
            case Boolean truth -> BsonBoolean.valueOf(truth);
            case Double number -> new BsonDouble(number);
            case Instant moment -> new BsonDateTime(moment.toEpochMilli());
            case UUID id -> new BsonBinary(id);
            case BigDecimal number -> decimal(column, number);
            case List<?> list ->
                new BsonArray(
                        list.stream().map(element -> bson(column, element)).toList());
            case Object other -> throw new IllegalArgumentException("no plain value: " + other.getClass());
        };
    }

    private static BsonValue decimal(Column<?, ?> column, BigDecimal number) {
        try {
            return new BsonDecimal128(new Decimal128(number));
        } catch (NumberFormatException tooLong) {
            throw Problem.invalid("/" + column.name(), "must have at most 34 digits");
        }
    }

    /** Returns the plain value of a column. */
    static @Nullable Object plain(@Nullable BsonValue value, Column<?, ?> column) {
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return column.plain() == Plain.LIST ? list(value, column.element()) : plain(value, column.plain());
        } catch (BsonInvalidOperationException | IllegalArgumentException | ArithmeticException other) {
            throw new DatabaseFailure(
                    "%s of a document is %s, and %s has no place for it".formatted(column.name(), kind(value), column),
                    other);
        }
    }

    private static List<Object> list(BsonValue array, Plain element) {
        return array.asArray().stream().map(value -> plain(value, element)).toList();
    }

    private static Object plain(BsonValue value, Plain kind) {
        return switch (kind) {
            case TEXT -> value.asString().getValue();
            case INT -> Math.toIntExact(whole(value));
            case LONG -> whole(value);
            case BOOLEAN -> value.asBoolean().getValue();
            case DOUBLE -> value.asNumber().doubleValue();
            case DECIMAL -> value.asNumber().decimal128Value().bigDecimalValue();
            case UUID -> value.asBinary().asUuid();
            case INSTANT -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case LIST -> throw new IllegalArgumentException("no list holds lists");
        };
    }

    /** The shell writes every number as a double, and an addition widens what it adds to. */
    private static long whole(BsonValue value) {
        return value.isDouble()
                ? new BigDecimal(value.asDouble().getValue()).longValueExact()
                : value.asNumber().longValue();
    }

    private static String kind(BsonValue value) {
        return value.getBsonType() + (value.isNumber() ? " " + value.asNumber().doubleValue() : "");
    }
}
