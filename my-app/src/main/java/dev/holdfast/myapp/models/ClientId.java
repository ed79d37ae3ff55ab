package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;

/** What a client calls a message that it sends, so that sending it again stores it no second time. */
public record ClientId(String value) implements Scalar<String> {

    private static final int LONGEST = 64;

    /** Refuses what is empty, too long or not printable by an {@link IllegalArgumentException}. */
    public ClientId {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(ClientId::isOdd)) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " plain characters");
        }
    }

    private static boolean isOdd(int character) {
        return Character.isISOControl(character) || Character.isSurrogate((char) character);
    }

    @Override
    public String toString() {
        return value;
    }
}
