package dev.holdfast.accounts.password;

import dev.holdfast.Scalar;
import java.nio.charset.StandardCharsets;

/**
 * A password as somebody chooses it: of 8 to 256 characters, and nothing else is asked of them.
 *
 * <p>It does not print itself.
 */
public record Password(String value) implements Scalar<String> {

    private static final int LEAST = 8;
    private static final int MOST = 256;

    /** Checks the length, in code points; the characters are the user's own affair. */
    public Password {
        var length = value.codePointCount(0, value.length());
        if (length < LEAST) {
            throw new IllegalArgumentException("must have at least " + LEAST + " characters");
        }
        if (length > MOST) {
            throw new IllegalArgumentException("must have at most " + MOST + " characters");
        }
        if (!isText(value)) {
            throw new IllegalArgumentException("must be text; half of a character is none");
        }
    }

    /** Says whether it can be written in UTF-8; what cannot would be hashed like a question mark. */
    static boolean isText(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    @Override
    public String toString() {
        return "hidden";
    }
}
