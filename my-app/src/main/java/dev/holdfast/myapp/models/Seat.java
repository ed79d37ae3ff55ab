package dev.holdfast.myapp.models;

import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * A place in a room: in a private one it is that of a member, a public one that was made has a single place for everybody.
 *
 * @param member who has it; absent where everybody does
 */
@Table("room_seats")
public record Seat(
        @Id SeatId id,
        RoomName room,
        Optional<UserId> member,
        @CreatedAt Instant createdAt) {

    /** How many members a room has at most, its owner among them. */
    public static final int MOST = 1_000;

    public static final Model<Seat, SeatId> MODEL = Model.of(Seat.class, SeatId.class);
    public static final Field<Seat, SeatId> ID = MODEL.field("id", SeatId.class);
    public static final Field<Seat, RoomName> ROOM = MODEL.field("room", RoomName.class);
    public static final Field<Seat, UserId> MEMBER = MODEL.field("member", UserId.class);
    public static final Field<Seat, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);

    /** The place of a member. */
    public static Seat of(RoomName room, UserId member, Instant now) {
        return new Seat(SeatId.of(room, member), room, Optional.of(member), now);
    }

    /** The place of everybody. */
    public static Seat ofEverybody(RoomName room, Instant now) {
        return new Seat(SeatId.ofEverybody(room), room, Optional.empty(), now);
    }
}
