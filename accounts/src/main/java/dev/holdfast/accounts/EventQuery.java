package dev.holdfast.accounts;

import dev.holdfast.Default;
import dev.holdfast.accounts.audit.AuditKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * Which of the things that happened to accounts somebody wants to see.
 *
 * @param user the id of the user whose account it is
 */
record EventQuery(
        Optional<@Size(max = 100) String> user,
        Optional<AuditKind> kind,
        @Default("50") @Min(1) @Max(200) int limit,
        Optional<String> cursor) {}
