package dev.holdfast.docs.books;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

// tag::query[]
/** Which books somebody looks for. */
public record BookQuery(@Default("20") @Min(1) @Max(100) int limit, Optional<String> cursor, Optional<String> title) {}
// end::query[]
