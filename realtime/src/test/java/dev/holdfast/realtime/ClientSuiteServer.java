package dev.holdfast.realtime;

import dev.holdfast.Problem;
import dev.holdfast.app.App;
import dev.holdfast.http.Middleware;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * The program that the official JavaScript client's own test suite is run against, which stands in for that suite's server: the
 * argument is the port.
 */
final class ClientSuiteServer {

    private static final String[] LETTERS = {"てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string"};

    private ClientSuiteServer() {}

    static Realtime server() {
        return Realtime.serving(
                        root(),
                        named("/foo").handling("getId", ClientSuiteServer::id),
                        named("/timeout_socket"),
                        named("/valid"),
                        named("/asd"),
                        named("/abc").connected(socket -> socket.emit("handshake", handshake(socket))),
                        named("/no").admitting(_ -> {
                            throw Problem.forbidden("Auth failed (custom namespace)");
                        }))
                .within(RealtimeLimits.standard().heartbeat(Duration.ofSeconds(2), Duration.ofSeconds(20)))
                .recovering(Duration.ofMinutes(2))
                .build();
    }

    private static Namespace named(String name) {
        return Namespace.named(name).open();
    }

    private static Namespace root() {
        var words = named("/")
                .admitting(ClientSuiteServer::refuseWhoWantsToFail)
                .handling("hi", event -> say(event, "hi"))
                .handling("echo", event -> Ack.of(event.arguments().json(0)))
                .handling("ack", ClientSuiteServer::ask)
                .handling("unknown", ClientSuiteServer::keepWaiting)
                .handling("getAckDate", _ -> Ack.of(Instant.now()))
                .handling("getDate", event -> say(event, "takeDate", Instant.now()))
                .handling("getDateObj", event -> say(event, "takeDateObj", Map.of("date", Instant.now())))
                .handling("getUtf8", ClientSuiteServer::spell)
                .handling("false", event -> say(event, "false", false))
                .handling("getHandshake", event -> Ack.of(handshake(event.socket())))
                .handling("getId", ClientSuiteServer::id);
        return withBytes(words);
    }

    private static Namespace withBytes(Namespace namespace) {
        return namespace
                .handling("doge", event -> say(event, "doge", bytes()))
                .handling("getbin", event -> say(event, "takebin", bytes()))
                .handling("buffa", event -> afterBytes(event, "buffack"))
                .handling("jsonbuff", event -> afterMixed(event, "jsonbuff-ack"))
                .handling("abuff1", ClientSuiteServer::noteBytes)
                .handling("abuff2", event -> afterNoted(event, "abuff1", "abuff2-ack"))
                .handling("blob", event -> afterBytes(event, "back"))
                .handling("jsonblob", event -> afterMixed(event, "jsonblob-ack"))
                .handling("blob1", ClientSuiteServer::noteBytes)
                .handling("blob2", event -> {
                    event.socket().data().put(event.name(), event.arguments().text(0));
                    return Ack.ok();
                })
                .handling("blob3", event -> afterNoted(event, "blob2", "blob3-ack"));
    }

    private static void refuseWhoWantsToFail(Socket socket) {
        if (socket.handshake().query().containsKey("fail")) {
            throw Problem.forbidden("Auth failed (main namespace)");
        }
    }

    private static Ack say(Event event, String name, Object... values) {
        event.socket().emit(name, values);
        return Ack.ok();
    }

    private static Ack ask(Event event) {
        var answer = event.socket().ask("ack");
        return answer.json(0).asInt() == 5 && answer.json(1).path("test").asBoolean() ? say(event, "got it") : Ack.ok();
    }

    /** The suite's server knows no such event and says nothing; this one always answers what is asked, so that it takes its time. */
    private static Ack keepWaiting(Event event) throws InterruptedException {
        while (event.socket().isConnected()) {
            Thread.sleep(Duration.ofMillis(10));
        }
        return Ack.ok();
    }

    private static Ack spell(Event event) {
        for (var letters : LETTERS) {
            event.socket().emit("takeUtf8", letters);
        }
        return Ack.ok();
    }

    private static Ack id(Event event) {
        return Ack.of(event.socket().id());
    }

    private static byte[] bytes() {
        return "asdfasdf".getBytes(StandardCharsets.UTF_8);
    }

    private static Ack afterBytes(Event event, String answer) {
        Objects.requireNonNull(event.arguments().bytes(0));
        return say(event, answer);
    }

    private static Ack afterMixed(Event event, String answer) {
        JsonNode mixed = event.arguments().json(0);
        var isWhole = mixed.path("hello").asString().equals("lol")
                && mixed.path("message").isBinary()
                && mixed.path("goodbye").asString().equals("gotcha");
        return isWhole ? say(event, answer) : Ack.ok();
    }

    private static Ack noteBytes(Event event) {
        event.socket().data().put(event.name(), event.arguments().bytes(0));
        return Ack.ok();
    }

    private static Ack afterNoted(Event event, String noted, String answer) {
        return event.socket().data().containsKey(noted) ? say(event, answer) : Ack.ok();
    }

    private static Map<String, Object> handshake(Socket socket) {
        var handshake = socket.handshake();
        var auth = handshake.auth();
        return Map.of("query", handshake.query(), "auth", auth.isMissingNode() ? Map.of() : auth);
    }

    /** As the suite's server does, at each handshake, for tests of the time that connecting may take. */
    private static Middleware aLittleLate() {
        return next -> request -> {
            if (!request.head().query().contains("sid=")) {
                Thread.sleep(Duration.ofMillis(10));
            }
            return next.handle(request);
        };
    }

    static void main(String[] arguments) throws InterruptedException {
        var realtime = server();
        var app = App.serving(realtime.routes())
                .running(realtime)
                .inside(aLittleLate())
                .build();
        Server.start(app, Listen.on("::", Integer.parseInt(arguments[0]))).awaitClosed();
    }
}
