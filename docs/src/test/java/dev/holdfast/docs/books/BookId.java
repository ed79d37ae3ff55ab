package dev.holdfast.docs.books;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.time.Clock;
import java.util.UUID;

// tag::id[]
/** The id of a book. */
public record BookId(UUID value) implements Scalar<UUID> {

    /** Makes a new id; ids sort by the time they were made. */
    public static BookId next(Clock clock) {
        return new BookId(Uuid7.at(clock));
    }

    /** Returns the id a text stands for; refuses what is none by an {@link IllegalArgumentException}. */
    public static BookId parse(String text) {
        return new BookId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
// end::id[]
