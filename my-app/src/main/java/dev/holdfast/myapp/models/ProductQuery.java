package dev.holdfast.myapp.models;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * Which products somebody looks for.
 *
 * @param name how their names begin
 */
public record ProductQuery(
        @Default("20") @Min(1) @Max(100) int limit, Optional<String> cursor, Optional<@Size(max = 200) String> name) {}
