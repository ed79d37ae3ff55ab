package dev.holdfast.myapp.models;

import dev.holdfast.Scalar;

/** What only one message has: its room, its sender and what the sender's client calls it. */
public record SendKey(String value) implements Scalar<String> {

    private static final String BETWEEN = "/";
    private static final int PARTS = 3;

    /** The key of a message. */
    public static SendKey of(RoomName room, UserId sender, ClientId clientId) {
        return new SendKey(String.join(BETWEEN, room.value(), sender.toString(), clientId.value()));
    }

    ClientId clientId() {
        return new ClientId(value.split(BETWEEN, PARTS)[PARTS - 1]);
    }
}
