package dev.holdfast.realtime;

import dev.holdfast.app.App;
import dev.holdfast.limit.Quota;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.time.Duration;

/**
 * The program that the public conformance suites of Engine.IO and Socket.IO are run against: the port, and the path where it is not
 * that of Socket.IO.
 */
final class Conformance {

    private Conformance() {}

    static RealtimeLimits limits() {
        return RealtimeLimits.standard()
                .heartbeat(Duration.ofMillis(300), Duration.ofMillis(200))
                .joining(Duration.ofSeconds(1), Duration.ofSeconds(10))
                .events(Quota.OFF, Quota.OFF);
    }

    /** Says who connected what it said of itself, and echoes. */
    static Realtime server() {
        var root = greeting("/")
                .handling("message", event -> {
                    event.socket().emit("message-back", event.arguments().all().toArray());
                    return Ack.ok();
                })
                .handling(
                        "message-with-ack",
                        event -> Ack.of(event.arguments().all().toArray()));
        return Realtime.serving(root, greeting("/custom")).within(limits()).build();
    }

    private static Namespace greeting(String name) {
        return Namespace.named(name).open().connected(socket -> {
            var auth = socket.handshake().auth();
            socket.emit("auth", auth.isMissingNode() ? java.util.Map.of() : auth);
        });
    }

    static void main(String[] arguments) throws InterruptedException {
        var realtime = server();
        var app = App.serving(realtime.routes()).running(realtime).build();
        Server.start(app, Listen.on("::", Integer.parseInt(arguments[0]))).awaitClosed();
    }
}
