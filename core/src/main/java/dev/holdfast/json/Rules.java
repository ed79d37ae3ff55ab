package dev.holdfast.json;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Jakarta Validation constraints on the components of one record; a component without any is not asked about. */
final class Rules {

    private final Validator validator;
    private final Class<?> type;
    private final Set<String> constrained;

    Rules(Validator validator, Class<?> type) {
        this.validator = validator;
        this.type = type;
        this.constrained = validator.getConstraintsForClass(type).getConstrainedProperties().stream()
                .map(PropertyDescriptor::getPropertyName)
                .collect(Collectors.toUnmodifiableSet());
    }

    void check(String component, @Nullable Object value, Converter.Input at) {
        // What is left out breaks no rule: @NotBlank inside an Optional would refuse the null that it sees there.
        if (constrained.contains(component) && !Optional.empty().equals(value)) {
            validator.validateValue(type, component, value).stream()
                    .map(ConstraintViolation::getMessage)
                    .sorted()
                    .forEach(at::refuse);
        }
    }
}
