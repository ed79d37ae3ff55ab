package dev.holdfast.json;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/** The Jakarta Validation constraints on the components of one record. */
final class Rules {

    private final Validator validator;
    private final Class<?> type;
    private final boolean any;

    Rules(Validator validator, Class<?> type) {
        this.validator = validator;
        this.type = type;
        this.any = validator.getConstraintsForClass(type).isBeanConstrained();
    }

    void check(String component, @Nullable Object value, Converter.Input at) {
        if (any) {
            validator.validateValue(type, component, value).stream()
                    .map(ConstraintViolation::getMessage)
                    .sorted()
                    .forEach(at::refuse);
        }
    }
}
