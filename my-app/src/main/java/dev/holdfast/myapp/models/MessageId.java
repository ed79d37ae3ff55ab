package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.time.Clock;
import java.util.UUID;

/** The id of a message. */
public record MessageId(UUID value) implements Scalar<UUID> {

    /** Makes a new id; ids sort by the time they were made. */
    public static MessageId next(Clock clock) {
        return new MessageId(Uuid7.at(clock));
    }

    /** Returns the id a text stands for; refuses what is none by an {@link IllegalArgumentException}. */
    public static MessageId parse(String text) {
        return new MessageId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
