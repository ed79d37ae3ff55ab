package dev.holdfast.data.mapping;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The kinds of plain value that every database can keep, whatever the type in the record. */
public enum Plain {
    /** Text without NUL, well-formed. */
    TEXT(String.class),
    /** A whole number of 32 bits. */
    INT(Integer.class),
    /** A whole number of 64 bits. */
    LONG(Long.class),
    /** True or false. */
    BOOLEAN(Boolean.class),
    /** A binary floating-point number of 64 bits. */
    DOUBLE(Double.class),
    /** A decimal number, exactly as given. */
    DECIMAL(BigDecimal.class),
    /** A UUID. */
    UUID(UUID.class),
    /** A moment in milliseconds. */
    INSTANT(Instant.class),
    /** Several values of another kind, in an order. */
    LIST(List.class);

    private final Class<?> type;

    Plain(Class<?> type) {
        this.type = type;
    }

    /** Returns the kind that keeps values of the type, primitive or not. */
    static Optional<Plain> of(Class<?> type) {
        var boxed = MethodType.methodType(type).wrap().returnType();
        return Arrays.stream(values())
                .filter(kind -> kind != LIST && kind.type == boxed)
                .findFirst();
    }

    /** Says whether values of this kind can be compared where they are stored. */
    public boolean sortable() {
        return this != DECIMAL && this != LIST;
    }

    /** Returns the whole number of this kind that is the last to which the amount can be added. */
    public long furthest(long amount) {
        var isInt = this == INT;
        return amount < 0
                ? (isInt ? Integer.MIN_VALUE : Long.MIN_VALUE) - amount
                : (isInt ? Integer.MAX_VALUE : Long.MAX_VALUE) - amount;
    }

    /** Reads a value of this kind from text. */
    Object parse(String text) {
        return switch (this) {
            case TEXT -> text;
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case UUID -> java.util.UUID.fromString(text);
            case INSTANT -> Instant.parse(text);
            case LIST -> throw new IllegalArgumentException("a list has no text of its own");
        };
    }
}
