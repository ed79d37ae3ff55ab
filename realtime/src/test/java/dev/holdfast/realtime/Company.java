package dev.holdfast.realtime;

import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.app.App;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Quota;
import dev.holdfast.routing.Routes;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A program that keeps clients of other makes company: what they say to it makes it do what a test wants to see. */
final class Company implements AutoCloseable {

    private static final Duration SOON = Duration.ofMillis(200);

    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final Realtime realtime;
    private final Server server;
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private volatile Runnable beforeTheEnd = () -> {};

    private Company(RealtimeDraft draft, Routes beside) {
        realtime = draft.authenticatedBy(this::caller).watchingEvery(SOON).build();
        var app = App.serving(group("/", realtime.routes(), controls(), beside))
                .running(realtime)
                .build();
        server = Server.start(app, Listen.on("127.0.0.1", 0));
    }

    /** Begins a program whose clients begin anew when their connection breaks. */
    static Company begun() {
        return begun(group("/"));
    }

    /** The same, with other routes on its port. */
    static Company begun(Routes beside) {
        return new Company(draft(), beside);
    }

    /** Begins a program whose clients go on where they were. */
    static Company remembering() {
        return new Company(draft().recovering(Duration.ofMinutes(1)), group("/"));
    }

    /** Begins a program that soon notices who is silent, and is noticed where it is. */
    static Company brisk() {
        var limits = limits().heartbeat(Duration.ofMillis(300), Duration.ofSeconds(3));
        return new Company(draft().within(limits), group("/"));
    }

    private static RealtimeLimits limits() {
        return RealtimeLimits.standard()
                .heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(20))
                // Some are sent more at once than they can have polled for on a busy machine.
                .outgoing(16 << 20, 100_000)
                .events(Quota.OFF, Quota.OFF);
    }

    private static RealtimeDraft draft() {
        return Realtime.serving(
                        root(),
                        members(),
                        named("/second"),
                        named("/never").admitting(_ -> {
                            throw Problem.forbidden("nobody comes in here");
                        }),
                        Namespace.matching(name -> name.startsWith("/room-"))
                                .open()
                                .handling(
                                        "where", event -> Ack.of(event.socket().namespace())))
                .within(limits());
    }

    private static Namespace named(String name) {
        return Namespace.named(name)
                .open()
                .handling("ask", event -> Ack.of(event.arguments().all().toArray()));
    }

    private static Namespace root() {
        var talking = named("/")
                .connected(socket ->
                        socket.emit("welcome", Map.copyOf(socket.handshake().query())))
                .handling("say", event -> sayBack(event, event.socket().only()))
                .handling("blink", event -> sayBack(event, event.socket().only().asVolatile()))
                .handling(
                        "say-unpacked",
                        event -> sayBack(event, event.socket().only().uncompressed()))
                .handling("count", Company::count)
                .handling(
                        "put-off",
                        event -> Ack.of(event.socket().ask("wait").all().toArray()))
                .handling("interview", event -> interview(event, Duration.ofSeconds(20)))
                .handling("interview-briefly", event -> interview(event, SOON))
                .handling(
                        "who",
                        event -> Ack.of(event.socket().id(), event.socket().isRecovered()))
                .handling("transport", event -> Ack.of(event.socket().transport()));
        return ending(withRooms(talking));
    }

    private static Namespace withRooms(Namespace namespace) {
        return namespace
                .on("join", String.class, Socket::join)
                .on("leave", String.class, Socket::leave)
                .handling("tell", event -> {
                    var arguments = event.arguments();
                    event.socket().to(arguments.text(0)).emit("told", arguments.json(1));
                    return Ack.ok();
                });
    }

    private static Namespace ending(Namespace namespace) {
        return namespace
                .handling("put-me-out", event -> {
                    event.socket().disconnect(false);
                    return Ack.ok();
                })
                .handling("hang-up", event -> {
                    event.socket().disconnect(true);
                    return Ack.ok();
                })
                .handling("break-off", event -> {
                    event.socket().client().close(DisconnectReason.FORCED_SERVER_CLOSE);
                    event.socket().only().emit("missed", event.arguments().json(0));
                    return Ack.ok();
                });
    }

    private static Namespace members() {
        return Namespace.named("/members")
                .handling("who", event -> Ack.of(event.socket().caller().identity()));
    }

    private static Ack sayBack(Event event, Audience audience) {
        audience.emit("said", event.arguments().all().toArray());
        return Ack.ok();
    }

    private static Ack count(Event event) {
        int most = event.arguments().bind(0, Integer.class);
        IntStream.range(0, most).forEach(number -> event.socket().emit("number", number));
        return Ack.ok();
    }

    private static Ack interview(Event event, Duration time) {
        try {
            var answer =
                    event.socket().ask(time, "question", event.arguments().all().toArray());
            return Ack.of(answer.all().toArray());
        } catch (NoAnswer missing) {
            return Ack.of(missing.getMessage());
        }
    }

    private Routes controls() {
        return group(
                "/control",
                post("/expire/{token}").open().to(request -> {
                    expired.add(request.path("token"));
                    return Response.noContent();
                }),
                post("/stop").open().to(_ -> {
                    endSoon();
                    return Response.noContent();
                }));
    }

    /** A token is the name of its user. */
    private Caller caller(Request request) {
        var token = request.header("Authorization").map(value -> value.substring("Bearer ".length()));
        if (token.filter(known -> expired.contains(known) || known.equals("forged"))
                .isPresent()) {
            throw Problem.unauthenticated("the token does not hold");
        }
        return token.<Caller>map(name -> new Caller.User(name, Set.of())).orElseGet(Caller.Visitor::new);
    }

    /** From here on the token of that user has expired. */
    void expire(String token) {
        expired.add(token);
    }

    /** Says what is done before the program begins to stop. */
    void beforeTheEnd(Runnable work) {
        beforeTheEnd = work;
    }

    int port() {
        return server.port();
    }

    Realtime realtime() {
        return realtime;
    }

    /** Begins to stop, as a program does that is told to. */
    void endSoon() {
        beforeTheEnd.run();
        Thread.startVirtualThread(this::close);
    }

    @Override
    public void close() {
        if (isEnding.compareAndSet(false, true)) {
            server.close();
            realtime.stop();
        }
    }
}
