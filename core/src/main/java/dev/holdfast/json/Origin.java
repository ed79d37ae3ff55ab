package dev.holdfast.json;

import dev.holdfast.Hidden;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A component that declares constraints, which may be those of a component of another record as well. */
record Origin(RecordComponent component) {

    /** Says whether a component declares any. The provider would know too, and take longest of all that a start waits for. */
    static boolean declares(RecordComponent component) {
        try {
            var field = component.getDeclaringRecord().getDeclaredField(component.getName());
            if (component.getType() == Optional.class && (marked(field) || marked(field.getAnnotatedType()))) {
                throw new IllegalArgumentException(
                        "the rules of %s in %s are about its Optional, and belong to what is in it: Optional<@Size(...) String>"
                                .formatted(
                                        component.getName(),
                                        component.getDeclaringRecord().getName()));
            }
            return marked(field) || within(field.getAnnotatedType());
        } catch (NoSuchFieldException failure) {
            throw new IllegalStateException("a record without the field of its component " + component, failure);
        }
    }

    private static boolean within(AnnotatedType type) {
        return marked(type)
                || (type instanceof AnnotatedParameterizedType generic
                        && Arrays.stream(generic.getAnnotatedActualTypeArguments())
                                .anyMatch(Origin::within));
    }

    private static boolean marked(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(Constraint.class) || isListOfConstraints(type));
    }

    private static boolean isListOfConstraints(Class<? extends Annotation> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("value"))
                .map(method -> method.getReturnType().getComponentType())
                .anyMatch(part -> part != null && part.isAnnotationPresent(Constraint.class));
    }

    /** Has the provider read the record now instead of at the first value. */
    void prepare() {
        var _ = Provider.VALIDATOR.getConstraintsForClass(component.getDeclaringRecord());
    }

    Stream<? extends ConstraintViolation<?>> violations(Object value) {
        return Provider.VALIDATOR
                .validateValue(component.getDeclaringRecord(), component.getName(), as(value))
                .stream();
    }

    /** Returns the value of another component as this one would hold it. */
    private @Nullable Object as(Object value) {
        if (component.getType().isInstance(value)) {
            return value;
        }
        return held(value).map(this::wrapped).orElse(null);
    }

    private static Optional<Object> held(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(held -> held);
            case Hidden<?> hidden -> hidden.known().map(held -> held);
            case Object bare -> Optional.of(bare);
        };
    }

    private Object wrapped(Object held) {
        if (component.getType() == Optional.class) {
            return Optional.of(held);
        }
        return component.getType() == Hidden.class ? Hidden.of(held) : held;
    }

    /** Started once for all records, and not before there is a constraint. */
    private static final class Provider {
        static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new Messages())
                .addValueExtractor(new HiddenValue())
                .buildValidatorFactory()
                .getValidator();
    }
}
