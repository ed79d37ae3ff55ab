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
    private final String position;

    CatchingUp(ChatService chat, Socket socket, RoomName room) {
        this.chat = chat;
        this.socket = socket;
        this.room = room;
        this.position = "position in " + room;
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
            socket.join(LiveRooms.key(room));
            return send(seen);
        });
    }

    /** Sends what came after the message that was seen last, or after what was sent here before. */
    Caught send(Optional<MessageId> seen) {
        if (seen.isEmpty()) {
            return new Caught(room, 0, true);
        }
        var last = (MessageId) socket.data().getOrDefault(position, seen.get());
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
            socket.data().put(position, last);
            if (part.size() < PART) {
                return new Caught(room, count, true);
            }
        }
        return new Caught(room, count, false);
    }
}
