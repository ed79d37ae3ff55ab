package dev.holdfast.data;

import dev.holdfast.Scalar;
import dev.holdfast.Uuid7;
import java.time.Clock;
import java.util.UUID;

/** The id of a person. */
record PersonId(UUID value) implements Scalar<UUID> {

    static PersonId fresh() {
        return new PersonId(Uuid7.at(Clock.systemUTC()));
    }
}
