package dev.holdfast.myapp.controllers;

import dev.holdfast.myapp.models.MessageId;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.realtime.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to where one socket has been sent what it missed, room by room; of so many rooms and no more, since a client can name any.
 *
 * <p>Threading: any number of threads.
 */
final class Positions {

    private static final int MOST = 1_000;
    private static final String NAME = "positions";

    private final Map<RoomName, MessageId> known = new ConcurrentHashMap<>(4);

    static Positions of(Socket socket) {
        return (Positions) socket.data().computeIfAbsent(NAME, _ -> new Positions());
    }

    Optional<MessageId> in(RoomName room) {
        return Optional.ofNullable(known.get(room));
    }

    /** Says whether a position in that room can be noted. */
    boolean hasRoomFor(RoomName room) {
        return known.containsKey(room) || known.size() < MOST;
    }

    void note(RoomName room, MessageId last) {
        known.put(room, last);
    }
}
