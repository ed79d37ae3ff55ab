package dev.holdfast.json;

import jakarta.validation.Validator;
import java.util.Optional;
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
        // What is left out breaks no rule: @NotBlank inside an Optional would refuse the null that it sees there.
        if (any && !Optional.empty().equals(value)) {
            for (var violation : validator.validateValue(type, component, value)) {
                at.refuse(violation.getMessage());
            }
        }
    }
}
