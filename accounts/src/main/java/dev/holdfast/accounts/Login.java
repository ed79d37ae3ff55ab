package dev.holdfast.accounts;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Size;

/** What a client sends to sign in. It does not print itself. */
record Login(
        @Trim @Lowercase @Size(max = 254) String email,
        @Size(max = 1000) String password) {
    @Override
    public String toString() {
        return "Login of " + email;
    }
}
