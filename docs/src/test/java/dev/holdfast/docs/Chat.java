package dev.holdfast.docs;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.realtime.Ack;
import dev.holdfast.realtime.DisconnectReason;
import dev.holdfast.realtime.Namespace;
import dev.holdfast.realtime.Realtime;
import dev.holdfast.realtime.Socket;
import dev.holdfast.routing.Authenticator;
import dev.holdfast.routing.Routes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The chat of the guide: rooms, and what is said there. */
final class Chat {

    private Chat() {}

    // tag::chat[]
    record Say(
            @NotBlank @Size(max = 64) String room,
            @NotBlank @Size(max = 500) String text) {}

    record Said(String room, String by, String text) {}

    static Realtime chat(Authenticator who) {
        return Realtime.serving(Namespace.named("/")
                        .on("join", String.class, (socket, room) -> socket.join(room))
                        .answering("say", Say.class, Chat::say)
                        .disconnecting(Chat::farewell))
                .authenticatedBy(who)
                .build();
    }

    static Ack say(Socket socket, Say say) {
        var said = new Said(say.room(), socket.caller().identity(), say.text());
        socket.to(say.room()).emit("said", said);
        return Ack.ok("said", said);
    }

    static void farewell(Socket socket, DisconnectReason reason) {
        for (var room : socket.rooms()) {
            socket.to(room).emit("left", socket.caller().identity());
        }
    }

    static AppDraft program(Routes api, Authenticator who) {
        var chat = chat(who);
        return App.serving(group("/", api, chat.routes())).authenticatedBy(who).running(chat);
    }
    // end::chat[]

    // tag::asking[]
    static Ack invite(Realtime realtime, String userRoom, String room) {
        var answers = realtime.to(userRoom).ask("invited", room);
        var accepted = answers.stream().anyMatch(answer -> answer.bind(0, Boolean.class));
        return Ack.ok("accepted", accepted);
    }
    // end::asking[]
}
