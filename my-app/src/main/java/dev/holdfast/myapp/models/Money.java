package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;

/**
 * An amount of the one currency the shop sells in.
 *
 * @param value in cents, so that nothing is ever rounded
 */
public record Money(Long value) implements Scalar<Long> {

    private static final long MOST = 100_000_000;

    /** Refuses what is less than nothing, and more than a million, by an {@link IllegalArgumentException}. */
    public Money {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("must be an amount in cents, between 0 and " + MOST);
        }
    }

    /** So many cents. */
    public static Money cents(long cents) {
        return new Money(cents);
    }
}
