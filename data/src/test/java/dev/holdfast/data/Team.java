package dev.holdfast.data;

import java.util.UUID;

/** Some people. */
@Table("teams")
record Team(@Id UUID id, String title) {

    static final Model<Team, UUID> MODEL = Model.of(Team.class, UUID.class);
    static final Field<Team, String> TITLE = MODEL.field("title", String.class);
}
