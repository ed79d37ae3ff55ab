package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The id of a user. */
public record UserId(UUID value) implements Scalar<UUID> {

    /** Makes a new id; ids sort by the time they were made. */
    public static UserId next(Clock clock) {
        return new UserId(Uuid7.at(clock));
    }

    /** Returns the id a text stands for; refuses what is none by an {@link IllegalArgumentException}. */
    public static UserId parse(String text) {
        return new UserId(Uuid7.parse(text));
    }

    /** Returns the id a text stands for, where it stands for one. */
    public static Optional<UserId> read(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
