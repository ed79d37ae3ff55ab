package dev.holdfast.myapp.models;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Which page of the users somebody wants to see. */
public record UserQuery(@Default("20") @Min(1) @Max(100) int limit, Optional<String> cursor) {}
