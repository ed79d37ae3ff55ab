package dev.holdfast.accounts;

import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * What a client sends to get the next tokens, or to sign out. It does not print itself.
 *
 * @param refreshToken not sent where it is in a cookie
 */
record Refresh(Optional<@Size(max = 1000) String> refreshToken) {
    @Override
    public String toString() {
        return "Refresh";
    }
}
