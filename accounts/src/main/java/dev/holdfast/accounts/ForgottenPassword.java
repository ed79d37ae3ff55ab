package dev.holdfast.accounts;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Size;

/** What somebody sends who has forgotten their password. */
record ForgottenPassword(@Trim @Lowercase @Size(max = 254) String email) {}
