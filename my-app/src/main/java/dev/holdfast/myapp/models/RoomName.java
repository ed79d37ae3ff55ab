package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name of a chat room: words of letters and digits of any script, and of {@code - _ . :} inside, with single spaces between
 * them. Capitals count; ways to write the same letter do not.
 */
public record RoomName(String value) implements Scalar<String> {

    private static final int LONGEST = 64;
    private static final String LETTERS = "[\\p{L}\\p{M}\\p{Nd}._:-]";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}]" + LETTERS + "*( " + LETTERS + "+)*");

    /** Trims the name, and refuses one that is no name of a room by an {@link IllegalArgumentException}. */
    public RoomName {
        value = value.strip();
        if (value.length() <= LONGEST) {
            value = Normalizer.normalize(value, Normalizer.Form.NFC);
        }
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
        }
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must begin with a letter or digit, and have only those, - _ . : and single spaces");
        }
    }

    /** Returns the name a text stands for; refuses what is none by an {@link IllegalArgumentException}. */
    public static RoomName parse(String text) {
        return new RoomName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
