package dev.holdfast.accounts.password;

import dev.holdfast.Scalar;
import java.nio.charset.StandardCharsets;

/**
 * A password as somebody chooses it: of 8 characters or more, and no longer than bcrypt can tell apart.
 *
 * <p>It does not print itself.
 */
public record Password(String value) implements Scalar<String> {

    static final int MOST_BYTES = 72;
    private static final int LEAST = 8;

    /** Checks the length; the characters are the user's own affair. */
    public Password {
        if (value.codePointCount(0, value.length()) < LEAST) {
            throw new IllegalArgumentException("must have at least " + LEAST + " characters");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("must have at most " + MOST_BYTES + " bytes in UTF-8");
        }
    }

    @Override
    public String toString() {
        return "hidden";
    }
}
