package dev.holdfast.docs.notes;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.time.Clock;
import java.util.UUID;

/** The id of a note. */
public record NoteId(UUID value) implements Scalar<UUID> {

    /** Makes a new id; ids sort by the time they were made. */
    public static NoteId next(Clock clock) {
        return new NoteId(Uuid7.at(clock));
    }

    /** Returns the id a text stands for; refuses what is none by an {@link IllegalArgumentException}. */
    public static NoteId parse(String text) {
        return new NoteId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
