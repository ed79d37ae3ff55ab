package dev.holdfast.myapp.models;

import dev.holdfast.Default;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * Which users somebody wants to see.
 *
 * @param search what is in their name or address
 */
public record UserQuery(
        @Trim Optional<@Size(min = 1, max = 100) String> search,
        @Default("20") @Min(1) @Max(100) int limit,
        Optional<String> cursor) {}
