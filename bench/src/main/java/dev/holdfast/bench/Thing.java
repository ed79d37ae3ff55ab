package dev.holdfast.bench;

import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.util.UUID;

/** Something small to read. */
@Table("things")
record Thing(@Id UUID id, String name) {

    static final Model<Thing, UUID> MODEL = Model.of(Thing.class, UUID.class);
}
