package dev.holdfast.bench;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.app.App;
import dev.holdfast.app.Health;
import dev.holdfast.app.Limits;
import dev.holdfast.limit.Quota;
import dev.holdfast.realtime.Ack;
import dev.holdfast.realtime.Event;
import dev.holdfast.realtime.Namespace;
import dev.holdfast.realtime.Realtime;
import dev.holdfast.realtime.RealtimeLimits;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;

/**
 * Holdfast's Socket.IO server with the two events of the measurement, and {@code GET /health} with 200; its argument is the port.
 *
 * <p>{@code join(room, ack)} lets the socket join a room; {@code broadcast(room, news, ack)} sends {@code news(news)} to all in it.
 * All clients come from a few addresses and one sends for all: those limits are raised, and counted all the same.
 */
final class RealtimeHoldfast {

    private static final int CLIENTS = 20_000;
    private static final Quota EVENTS = Quota.of("1000000/1s");

    private static final Realtime REALTIME = Realtime.serving(Namespace.named("/")
                    .open()
                    .on("join", String.class, (socket, room) -> socket.join(room))
                    .handling("broadcast", RealtimeHoldfast::broadcast))
            .within(RealtimeLimits.standard().sessions(CLIENTS, CLIENTS).events(EVENTS, EVENTS))
            .build();

    private RealtimeHoldfast() {}

    private static Ack broadcast(Event event) {
        REALTIME.to(event.arguments().text(0)).emit("news", event.arguments().json(1));
        return Ack.ok();
    }

    static void main(String[] arguments) throws InterruptedException {
        var app = App.serving(group("/", REALTIME.routes(), Health.of().routes()))
                .within(Limits.standard().connections(CLIENTS, CLIENTS))
                .running(REALTIME)
                .build();
        Server.start(app, Listen.on("127.0.0.1", Integer.parseInt(arguments[0])))
                .awaitClosed();
    }
}
