package dev.holdfast.docs.notes;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Which notes somebody looks for. */
public record NoteQuery(@Default("20") @Min(1) @Max(100) int limit, Optional<String> cursor, Optional<String> title) {}
