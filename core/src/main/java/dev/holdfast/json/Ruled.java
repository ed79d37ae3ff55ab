package dev.holdfast.json;

import dev.holdfast.Hidden;
import dev.holdfast.RulesOf;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One component of a record, and the one whose rules it takes.
 *
 * @param own the component
 * @param model the component of the same name in the record that {@link RulesOf} names
 */
record Ruled(RecordComponent own, Optional<RecordComponent> model) {

    private static final Set<Type> WRAPPERS = Set.of(Optional.class, Hidden.class);

    Ruled {
        if (model.isPresent() && !held(model.get()).equals(held(own))) {
            throw new IllegalArgumentException(
                    "%s is %s in %s, which takes the rules of %s, where it is %s: give both one type, or another name to one"
                            .formatted(
                                    own.getName(),
                                    own.getGenericType().getTypeName(),
                                    own.getDeclaringRecord().getName(),
                                    model.get().getDeclaringRecord().getName(),
                                    model.get().getGenericType().getTypeName()));
        }
    }

    static Ruled of(RecordComponent own) {
        var rules = own.getDeclaringRecord().getAnnotation(RulesOf.class);
        return new Ruled(own, rules == null ? Optional.empty() : named(own.getName(), rules.value()));
    }

    static List<Ruled> all(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Ruled::of).toList();
    }

    private static Optional<RecordComponent> named(String name, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst();
    }

    private static Type held(RecordComponent component) {
        return switch (component.getGenericType()) {
            case ParameterizedType wrapper
            when WRAPPERS.contains(wrapper.getRawType()) -> wrapper.getActualTypeArguments()[0];
            case Class<?> bare -> MethodType.methodType(bare).wrap().returnType();
            case Type other -> other;
        };
    }

    /** Says whether the mark is on either of them. */
    boolean is(Class<? extends Annotation> mark) {
        return components().anyMatch(component -> component.isAnnotationPresent(mark));
    }

    Stream<RecordComponent> components() {
        return Stream.concat(Stream.of(own), model.stream());
    }
}
