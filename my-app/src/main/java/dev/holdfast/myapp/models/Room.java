package dev.holdfast.myapp.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;

/**
 * A chat room that somebody made. Any other name is that of a public room, which nobody has to make.
 *
 * @param isPrivate whether it is for its members alone
 * @param owner who made it
 */
@Table("rooms")
public record Room(
        @Id RoomName name,
        @JsonProperty("private") boolean isPrivate,
        UserId owner,
        @CreatedAt Instant createdAt) {

    public static final Model<Room, RoomName> MODEL = Model.of(Room.class, RoomName.class);
    public static final Field<Room, RoomName> NAME = MODEL.field("name", RoomName.class);
    public static final Field<Room, UserId> OWNER = MODEL.field("owner", UserId.class);
}
