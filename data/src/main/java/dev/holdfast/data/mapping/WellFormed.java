package dev.holdfast.data.mapping;

/** Text that every database can keep: no NUL, which PostgreSQL refuses, and no half of a surrogate pair, which UTF-8 cannot say. */
final class WellFormed {

    private WellFormed() {}

    static boolean test(String text) {
        for (var index = 0; index < text.length(); index++) {
            var letter = text.charAt(index);
            if (letter == 0 || Character.isLowSurrogate(letter)) {
                return false;
            }
            if (Character.isHighSurrogate(letter)
                    && (++index == text.length() || !Character.isLowSurrogate(text.charAt(index)))) {
                return false;
            }
        }
        return true;
    }
}
