package dev.holdfast.accounts;

import dev.holdfast.Default;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Size;

/**
 * What a client sends to sign in. It does not print itself.
 *
 * @param cookie whether the refresh token goes into a cookie that no script can read, as pages in browsers want it
 */
record Login(
        @Trim @Lowercase @Size(max = 254) String email,
        @Size(max = 1000) String password,
        @Default("false") boolean cookie) {
    @Override
    public String toString() {
        return "Login of " + email;
    }
}
