package dev.holdfast.myapp.controllers;

import dev.holdfast.myapp.models.MessageId;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.realtime.Socket;
import java.util.Optional;

/** Brings one socket what it has missed in one room, each message once however often it asks. */
final class CatchingUp {

    static final String RECEIVE = "receive_message";

    private static final int PART = 100;
    private static final int MOST = 500;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final ChatService chat;
    private final Socket socket;
    private final RoomName room;

    CatchingUp(ChatService chat, Socket socket, RoomName room) {
        this.chat = chat;
        this.socket = socket;
        this.room = room;
    }

    /**
     * What a client is told that has joined a room.
     *
     * @param missed how many messages it was sent that came while it was away
     * @param complete whether these were all; the rest is in the history
     */
    record Caught(RoomName room, int missed, boolean complete) {}

    /** Joins the room between two messages, so that none is missed and none comes twice. */
    Caught join(Optional<MessageId> seen) {
        var who = socket.caller().user();
        return chat.inOrder(room, () -> {
            chat.mayEnter(who, room);
            if (LiveRooms.isIn(socket, room)) {
                return new Caught(room, 0, true);
            }
            socket.join(LiveRooms.key(room));
            return send(seen);
        });
    }

    /** Leaves the room between two messages: what came until then was heard, and is not missed when the socket comes back. */
    void leave() {
        chat.inOrder(room, () -> {
            socket.leave(LiveRooms.key(room));
            var positions = Positions.of(socket);
            if (positions.in(room).isPresent()) {
                chat.newest(room).ifPresent(newest -> positions.note(room, newest));
            }
            return room;
        });
    }

    /** Sends what came after the message that was seen last, or after what was sent here before. */
    Caught send(Optional<MessageId> seen) {
        if (seen.isEmpty()) {
            return new Caught(room, 0, true);
        }
        var positions = Positions.of(socket);
        if (!positions.hasRoomFor(room)) {
            return new Caught(room, 0, false);
        }
        var last = positions.in(room).orElse(seen.get());
        var count = 0;
        var characters = 0;
        while (count < MOST && characters < MOST_CHARACTERS) {
            var part = chat.after(socket.caller().user(), room, last, PART);
            for (var message : part) {
                socket.emit(RECEIVE, message);
                characters += message.message().length();
                last = message.id();
            }
            count += part.size();
            positions.note(room, last);
            if (part.size() < PART) {
                return new Caught(room, count, true);
            }
        }
        return new Caught(room, count, false);
    }
}
