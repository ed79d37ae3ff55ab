package dev.holdfast.json;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the converter of a type; a type without one is refused when the routes are built. */
final class Converters {

    private static final Map<Class<?>, Converter> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Converters::text),
            Map.entry(boolean.class, Converters::truth),
            Map.entry(Boolean.class, Converters::truth),
            Map.entry(int.class, number(BigDecimal::intValueExact, "a whole number within 32 bits")),
            Map.entry(Integer.class, number(BigDecimal::intValueExact, "a whole number within 32 bits")),
            Map.entry(long.class, number(BigDecimal::longValueExact, "a whole number within 64 bits")),
            Map.entry(Long.class, number(BigDecimal::longValueExact, "a whole number within 64 bits")),
            Map.entry(double.class, number(Converters::finite, "a number")),
            Map.entry(Double.class, number(Converters::finite, "a number")),
            Map.entry(BigDecimal.class, number(Function.identity(), "a number")),
            Map.entry(UUID.class, parsed(Uuid7::parse, "a UUID")),
            Map.entry(Instant.class, parsed(Instant::parse, "a time such as 2026-01-31T12:00:00Z")),
            Map.entry(LocalDate.class, parsed(LocalDate::parse, "a date such as 2026-01-31")));

    private final Function<Class<?>, Converter> records;

    Converters(Function<Class<?>, Converter> records) {
        this.records = records;
    }

    Converter of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (type instanceof Class<?> plain) {
            return plain(plain);
        }
        throw unknown(type);
    }

    private Converter plain(Class<?> type) {
        var simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type.isEnum()) {
            return constant(type);
        }
        if (Scalar.class.isAssignableFrom(type) && type.isRecord() && type.getRecordComponents().length == 1) {
            return new ScalarConverter(type, Records.access(type), of(type.getRecordComponents()[0].getGenericType()));
        }
        if (type.isRecord()) {
            return records.apply(type);
        }
        throw unknown(type);
    }

    private Converter generic(ParameterizedType type) {
        var inner = of(type.getActualTypeArguments()[0]);
        if (type.getRawType() == Optional.class) {
            return (value, at) -> Optional.ofNullable(inner.convert(value, at));
        }
        if (type.getRawType() == List.class) {
            return (value, at) -> list(value, at, inner);
        }
        throw unknown(type);
    }

    private static @Nullable Object list(JsonNode value, Converter.Input at, Converter inner) {
        if (!value.isArray()) {
            return at.refuse("must be a list");
        }
        var items = new ArrayList<Object>();
        for (var index = 0; index < value.size(); index++) {
            var place = at.below(Integer.toString(index));
            var item = value.get(index).isNull() ? place.refuse("is required") : inner.convert(value.get(index), place);
            if (item != null) {
                items.add(item);
            }
        }
        return items.size() == value.size() ? List.copyOf(items) : null;
    }

    private static @Nullable Object text(JsonNode value, Converter.Input at) {
        if (!value.isString()) {
            return at.refuse("must be a string");
        }
        var text = value.stringValue();
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (Character.isSurrogate(character)) {
                if (!Character.isSurrogatePair(character, index + 1 < text.length() ? text.charAt(index + 1) : 'x')) {
                    return at.refuse("must be well-formed text");
                }
                index++;
            } else if (character == '\0') {
                return at.refuse("must not contain NUL characters");
            }
        }
        return text;
    }

    private static @Nullable Object truth(JsonNode value, Converter.Input at) {
        if (at.source() == Source.TEXT) {
            return switch (value.stringValue()) {
                case "true" -> true;
                case "false" -> false;
                default -> at.refuse("must be true or false");
            };
        }
        return value.isBoolean() ? (Object) value.booleanValue() : at.refuse("must be true or false");
    }

    private static Converter number(Function<BigDecimal, ?> narrow, String what) {
        return (value, at) -> {
            try {
                return switch (at.source()) {
                    case TEXT -> narrow.apply(modest(new BigDecimal(value.stringValue())));
                    case JSON ->
                        value.isNumber() ? narrow.apply(modest(value.decimalValue())) : at.refuse("must be " + what);
                };
            } catch (ArithmeticException | NumberFormatException _) {
                return at.refuse("must be " + what);
            }
        };
    }

    /** Exponents cost their writer nothing, and whoever expands them a great deal. */
    private static BigDecimal modest(BigDecimal number) {
        if (Math.abs((long) number.scale()) > 400 || number.precision() > 100) {
            throw new ArithmeticException("out of range");
        }
        return number;
    }

    private static Double finite(BigDecimal number) {
        var value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("out of range");
        }
        return value;
    }

    private static Converter parsed(Function<String, ?> parse, String what) {
        return (value, at) -> {
            if (!value.isString() || value.stringValue().length() > 64) {
                return at.refuse("must be " + what);
            }
            try {
                return parse.apply(value.stringValue());
            } catch (IllegalArgumentException | java.time.DateTimeException _) {
                return at.refuse("must be " + what);
            }
        };
    }

    private static Converter constant(Class<?> type) {
        var names = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(each -> ((Enum<?>) each).name(), Function.identity()));
        var allowed = Arrays.stream(type.getEnumConstants())
                .map(each -> ((Enum<?>) each).name())
                .collect(Collectors.joining(", "));
        return (value, at) -> {
            var found = value.isString() ? names.get(value.stringValue()) : null;
            return found == null ? at.refuse("must be one of " + allowed) : found;
        };
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(
                "nothing is known about binding " + type.getTypeName()
                        + "; use text, numbers, booleans, UUID, Instant, LocalDate, enums, Scalar records, records, List or Optional");
    }
}
