package dev.holdfast.myapp.routes;

import dev.holdfast.myapp.controllers.ChatEvents;
import dev.holdfast.myapp.models.Renewal;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.Said;
import dev.holdfast.myapp.models.Typing;
import dev.holdfast.realtime.Namespace;

/** Every event of the chat. It is for everybody who is signed in; who may enter a room its service decides. */
public final class ChatRoutes {

    private ChatRoutes() {}

    // tag::events[]
    public static Namespace of(ChatEvents chat) {
        return Namespace.named("/")
                .admitting(chat::admit)
                .connected(chat::connected)
                .answering("join_room", RoomName.class, chat::join)
                .answering("leave_room", RoomName.class, chat::leave)
                .answering("send_message", Said.class, chat::send)
                .on("typing", Typing.class, chat::typing)
                .on("authenticate", Renewal.class, chat::renew)
                .disconnecting(chat::disconnecting);
    }
    // end::events[]
}
