package dev.holdfast.realtime.engine;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.patch;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Routes.put;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.json.Json;
import dev.holdfast.routing.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every session of a server, and the requests that belong to them (Engine.IO protocol 4).
 *
 * <p>Threading: any number of threads; one thread keeps the time, and does no work of the program's.
 */
public final class Engine implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final Predicate<Request> admits;
    private final Opens opens;
    private final Telemetry telemetry;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Json json = new Json();
    private final Places places;
    private final Backlog backlog;
    private final ScheduledThreadPoolExecutor timers;
    private volatile boolean isStopping;

    /** Makes what listens to a session that begins with such a request. */
    @FunctionalInterface
    public interface Opens {
        SessionListener open(Session session, Request handshake);
    }

    /** The same, with the request known. */
    @FunctionalInterface
    interface Accepts {
        SessionListener accept(Session session);
    }

    record Open(String sid, List<String> upgrades, long pingInterval, long pingTimeout, int maxPayload) {}

    /**
     * An engine without a session.
     *
     * @param admits says which handshakes are let in
     */
    public Engine(EngineSettings settings, Predicate<Request> admits, Opens opens, Telemetry telemetry) {
        this.settings = settings;
        this.admits = admits;
        this.opens = opens;
        this.telemetry = telemetry;
        this.places = new Places(settings.sessions(), settings.sessionsPerAddress());
        this.backlog = new Backlog(settings.backlogBytes(), sessions::values, this::later);
        this.timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("realtime-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns the routes below which the sessions live: the path with and without a slash at its end. */
    public Routes routes(String path) {
        return group("/", at(path, this::answer), at(path + "/{rest...}", this::answerAtSlash));
    }

    private Routes at(String path, Handler handler) {
        return group(
                "/",
                get(path).open().returns(byte[].class).returns(101).to(handler),
                post(path)
                        .open()
                        .rawBody()
                        .bodyLimit(settings.maxPayload())
                        .returns(byte[].class)
                        .to(handler),
                put(path).open().to(handler),
                patch(path).open().to(handler),
                delete(path).open().to(handler));
    }

    private Response answerAtSlash(Request request) throws InterruptedException {
        if (!request.path("rest").isEmpty()) {
            throw new Problem(Kind.MISSING, "nothing lives at " + request.path());
        }
        return answer(request);
    }

    EngineSettings settings() {
        return settings;
    }

    /** Returns how many sessions there are. */
    public int count() {
        return places.taken();
    }

    private Response answer(Request request) throws InterruptedException {
        var asked = Asked.of(request.head().query());
        var transport = asked.value("transport");
        if (!transport.equals(Polling.NAME) && !transport.equals(WebSocketTransport.NAME)) {
            return Refusal.UNKNOWN_TRANSPORT.answer();
        }
        var id = asked.values().get("sid");
        return id == null ? handshake(request, asked, transport) : known(request, asked, id, transport);
    }

    private Response known(Request request, Asked asked, String id, String transport) throws InterruptedException {
        var session = sessions.get(id);
        if (session == null) {
            return Refusal.UNKNOWN_SESSION.answer();
        }
        if (isUpgrade(request)) {
            return transport.equals(WebSocketTransport.NAME)
                    ? upgrade(asked, socket -> session.probe(socket) ? session : null)
                    : Refusal.BAD_REQUEST.answer();
        }
        if (!transport.equals(session.transport())) {
            return Refusal.BAD_REQUEST.answer();
        }
        return switch (request.method()) {
            case GET -> session.poll(Exchange.CURRENT.get().began());
            case POST -> session.post(request.content(), isBinary(request));
            case HEAD, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT -> Refusal.BAD_REQUEST.answer();
        };
    }

    private static boolean isBinary(Request request) {
        return request.header("Content-Type").orElse("").equals("application/octet-stream");
    }

    private Response handshake(Request request, Asked asked, String transport) {
        if (request.method() != Method.GET) {
            return Refusal.BAD_METHOD.answer();
        }
        var isSocket = transport.equals(WebSocketTransport.NAME);
        if (isSocket != isUpgrade(request)) {
            return Refusal.BAD_REQUEST.answer();
        }
        if (!admits.test(request)) {
            return Refusal.FORBIDDEN.answer();
        }
        if (!asked.value("EIO").equals("4")) {
            return Refusal.UNSUPPORTED_VERSION.answer();
        }
        if (isStopping) {
            throw Problem.unavailable("the server is stopping", RETRY, null);
        }
        if (!places.hasRoomFor(request.head().client())) {
            throw Problem.tooMany("there are too many open sessions", RETRY);
        }
        return isSocket ? upgrade(asked, socket -> opened(request, socket)) : polled(request);
    }

    private Response polled(Request request) {
        var session = open(request, new Polling(settings));
        if (session == null) {
            throw Problem.tooMany("there are too many open sessions", RETRY);
        }
        var hello = hello(session, List.of(WebSocketTransport.NAME));
        return Polling.payload(hello);
    }

    private @Nullable Session opened(Request request, WebSocketTransport socket) {
        var session = open(request, socket);
        if (session != null) {
            socket.send(hello(session, List.of()));
        }
        return session;
    }

    private Response upgrade(Asked asked, WebSocketTransport.Finds finds) {
        var transport = new WebSocketTransport(settings, asked.value("b64").equals("1"), finds);
        return Response.of(101, new Body.Upgrade(transport, settings.maxPayload()));
    }

    private @Nullable Session open(Request request, Transport transport) {
        var client = request.head().client();
        if (!places.enter(client)) {
            return null;
        }
        var session = new Session(this, SecretId.next(), client, transport, opening -> opens.open(opening, request));
        sessions.put(session.id(), session);
        session.begin();
        backlog.watch();
        if (isStopping) {
            // It was let in before, and is not among those that are being ended.
            stop(session);
        }
        return session;
    }

    private Outgoing hello(Session session, List<String> upgrades) {
        var open = new Open(
                session.id(),
                upgrades,
                settings.pingInterval().toMillis(),
                settings.pingTimeout().toMillis(),
                settings.maxPayload());
        return Outgoing.text(
                ("0" + new String(json.write(open), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isUpgrade(Request request) {
        return request.header("Upgrade").orElse("").toLowerCase(Locale.ROOT).contains("websocket");
    }

    void ended(Session session) {
        if (sessions.remove(session.id(), session)) {
            places.leave(session.client());
        }
    }

    /** Does something small when the time has passed; nothing where the engine has been closed by then. */
    public Alarm later(Duration time, Runnable work) {
        try {
            var due = timers.schedule(() -> attempt(work), time.toNanos(), TimeUnit.NANOSECONDS);
            return () -> due.cancel(false);
        } catch (RejectedExecutionException _) {
            // The sessions end with the engine: there is nothing left to be done in time.
            return Alarm.NONE;
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            telemetry.failed("a timer of a session", failure);
        }
    }

    /**
     * Takes no new sessions, and ends those that are there over a time, in no order, so that their clients do not come back all at
     * once; each when it has what was sent to it. Does not wait for that.
     */
    public void drain(Duration time) {
        isStopping = true;
        var all = new ArrayList<>(sessions.values());
        Collections.shuffle(all);
        var step = time.dividedBy(Math.max(1, all.size()));
        for (var index = 0; index < all.size(); index++) {
            var session = all.get(index);
            later(step.multipliedBy(index), () -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        }
    }

    /** Ends every session now. */
    @Override
    public void close() {
        isStopping = true;
        timers.shutdown();
        sessions.values().forEach(Engine::stop);
    }

    private static void stop(Session session) {
        session.end(CloseReason.SERVER_SHUTTING_DOWN);
        session.forget();
    }
}
