package dev.holdfast.data.store;

import java.util.Optional;

/** Texts that begin with another text, as a range of texts in the order of their code points. */
public final class Prefix {

    private Prefix() {}

    /** Returns the smallest text above all that begin with the prefix; empty where there is none above. */
    public static Optional<String> after(String prefix) {
        var end = prefix.length();
        while (end > 0) {
            var last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                return Optional.of(prefix.substring(0, end) + Character.toString(next(last)));
            }
        }
        return Optional.empty();
    }

    private static int next(int codePoint) {
        return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
    }
}
