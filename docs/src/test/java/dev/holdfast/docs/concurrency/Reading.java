package dev.holdfast.docs.concurrency;

import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.util.UUID;

/** What an instrument has shown; one below zero takes the database for ever to store. */
@Table("readings")
public record Reading(@Id UUID id, int value) {

    public static final Model<Reading, UUID> MODEL = Model.of(Reading.class, UUID.class);
}
