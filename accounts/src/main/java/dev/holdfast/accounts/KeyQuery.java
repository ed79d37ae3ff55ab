package dev.holdfast.accounts;

import dev.holdfast.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Which page of the keys somebody wants to see. */
record KeyQuery(@Default("50") @Min(1) @Max(200) int limit, Optional<String> cursor) {}
