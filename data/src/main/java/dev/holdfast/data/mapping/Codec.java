package dev.holdfast.data.mapping;

import dev.holdfast.Scalar;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type become plain values and back.
 *
 * @param type the type, boxed
 * @param plain the kind of plain value
 * @param encode from the value to the plain value
 * @param decode from the plain value to the value
 * @param element the same for the values in it, where it is a list
 */
record Codec(
        Class<?> type,
        Plain plain,
        UnaryOperator<Object> encode,
        UnaryOperator<Object> decode,
        @Nullable Codec element) {

    private Codec(Class<?> type, Plain plain, UnaryOperator<Object> encode, UnaryOperator<Object> decode) {
        this(type, plain, encode, decode, null);
    }

    /** Returns the codec of lists of such values; empty where they cannot be looked for. */
    Optional<Codec> listed() {
        return plain.sortable()
                ? Optional.of(new Codec(List.class, Plain.LIST, each(encode), each(decode), this))
                : Optional.empty();
    }

    private static UnaryOperator<Object> each(UnaryOperator<Object> change) {
        return list -> ((List<?>) list).stream().<Object>map(change).toList();
    }

    /** Returns the codec of a type; empty where such values cannot be stored. */
    static Optional<Codec> of(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(constants(type));
        }
        if (Scalar.class.isAssignableFrom(type) && type.isRecord()) {
            return scalar(type);
        }
        return Plain.of(type)
                .map(plain -> new Codec(
                        MethodType.methodType(type).wrap().returnType(), plain, value -> value, value -> value));
    }

    private static Codec constants(Class<?> type) {
        Map<String, Object> byName = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
        return new Codec(type, Plain.TEXT, value -> ((Enum<?>) value).name(), name -> constant(type, byName, name));
    }

    private static Object constant(Class<?> type, Map<String, Object> byName, Object name) {
        var constant = byName.get(name);
        if (constant == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no constant " + name);
        }
        return constant;
    }

    private static Optional<Codec> scalar(Class<?> type) {
        var components = type.getRecordComponents();
        if (components.length != 1) {
            return Optional.empty();
        }
        return Plain.of(components[0].getType()).map(plain -> {
            var access = Closed.access(type);
            return new Codec(
                    type, plain, value -> ((Scalar<?>) value).value(), value -> access.construct(new Object[] {value}));
        });
    }
}
