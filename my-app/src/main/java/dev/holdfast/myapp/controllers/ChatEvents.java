package dev.holdfast.myapp.controllers;

import dev.holdfast.Problem;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.MessageId;
import dev.holdfast.myapp.models.NewMessage;
import dev.holdfast.myapp.models.Renewal;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.Said;
import dev.holdfast.myapp.models.Typing;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.myapp.services.UserService;
import dev.holdfast.realtime.Ack;
import dev.holdfast.realtime.DisconnectReason;
import dev.holdfast.realtime.Socket;
import java.util.Map;
import java.util.Optional;

/** Speaks Socket.IO for rooms; decides nothing. */
public final class ChatEvents {

    private static final String NAME = "name";

    private final ChatService chat;
    private final UserService users;
    private final LiveRooms live;

    public ChatEvents(ChatService chat, UserService users, LiveRooms live) {
        this.chat = chat;
        this.users = users;
        this.live = live;
    }

    /** Lets in users, and not other programs, and notes what they are called. */
    public void admit(Socket socket) {
        var user = users.find(socket.caller().user().id(UserId::parse));
        socket.data().put(NAME, user.name());
    }

    /** Sends what was said in the room of the message the client has seen last. */
    public void connected(Socket socket) {
        lastSeen(socket).flatMap(chat::roomOf).ifPresent(room -> catchUpWhereAllowed(socket, room));
    }

    private void catchUpWhereAllowed(Socket socket, RoomName room) {
        try {
            new CatchingUp(chat, socket, room).send(lastSeen(socket));
        } catch (Problem _) {
            // Whoever is no member any more has missed nothing.
        }
    }

    public Ack join(Socket socket, RoomName room) {
        var wasIn = LiveRooms.isIn(socket, room);
        var caught = new CatchingUp(chat, socket, room).join(lastSeen(socket));
        if (!wasIn) {
            live.changed(room);
        }
        return Ack.ok(caught);
    }

    public Ack leave(Socket socket, RoomName room) {
        if (LiveRooms.isIn(socket, room)) {
            new CatchingUp(chat, socket, room).leave();
            live.changed(room);
        }
        return Ack.ok(Map.of("room", room));
    }

    public Ack send(Socket socket, Said said) {
        var draft = new NewMessage(said.message(), said.clientId());
        var message = chat.post(socket.caller().user(), said.room(), draft, stored -> tell(said.room(), stored));
        return Ack.ok("message", message);
    }

    private void tell(RoomName room, Message message) {
        live.in(room).emit(CatchingUp.RECEIVE, message);
    }

    public void typing(Socket socket, Typing typing) {
        var key = LiveRooms.key(typing.room());
        if (!LiveRooms.isIn(socket, typing.room())) {
            throw Problem.forbidden("join the room first");
        }
        var who = socket.caller().identity();
        socket.to(key)
                .asVolatile()
                .emit("typing", Map.of("room", typing.room(), "sender", who, "senderName", nameOf(socket)));
    }

    public void renew(Socket socket, Renewal renewal) {
        socket.authenticate(renewal.token());
    }

    /** Lets those who stay know. */
    public void disconnecting(Socket socket, DisconnectReason reason) {
        socket.rooms().forEach(key -> LiveRooms.room(key).ifPresent(live::changed));
    }

    static String nameOf(Socket socket) {
        return String.valueOf(socket.data().getOrDefault(NAME, ""));
    }

    private static Optional<MessageId> lastSeen(Socket socket) {
        try {
            return socket.handshake().auth("lastId").map(MessageId::parse);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
