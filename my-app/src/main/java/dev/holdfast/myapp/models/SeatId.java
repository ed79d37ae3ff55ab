package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;

/** The id of a place in a room. It is made of what it is about, so that nobody ever has two places in one room. */
public record SeatId(String value) implements Scalar<String> {

    private static final String EVERYBODY = "*";

    /** The id of a member's place. */
    public static SeatId of(RoomName room, UserId member) {
        return new SeatId(room + "/" + member);
    }

    static SeatId ofEverybody(RoomName room) {
        return new SeatId(room + "/" + EVERYBODY);
    }
}
