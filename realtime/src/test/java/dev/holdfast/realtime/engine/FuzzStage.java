package dev.holdfast.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An engine with its clients, who do one thing after the other, and all of it before any time is over. */
final class FuzzStage implements Telemetry {

    private static final Set<Integer> STATUSES = Set.of(101, 200, 400, 403, 405, 429, 503);
    private static final Duration LONG = Duration.ofHours(1);
    private static final EngineSettings SETTINGS = new EngineSettings(LONG, LONG, LONG, 1_000, 500, 8, 1 << 20, 4, 3);

    private final List<FuzzSession> sessions = new ArrayList<>();
    private final List<FuzzSocket> sockets = new ArrayList<>();
    private final List<FuzzSocket> opening = new ArrayList<>();
    private final List<Deferred> polls = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Engine engine =
            new Engine(SETTINGS, request -> !request.head().query().contains("stranger"), this::opened, this);
    private final App app =
            App.serving(engine.routes("/e")).tellingTo(this).compressing(false).build();
    private int session;
    private int socket;
    private int answers;
    private boolean isClosed;

    private SessionListener opened(Session made, Request handshake) {
        session = sessions.size();
        sessions.add(new FuzzSession(made));
        return sessions.getLast();
    }

    @Override
    public void done(Exchange exchange) {}

    @Override
    public void failed(String context, Throwable failure) {
        failures.add(failure);
    }

    void get(String query) throws Exception {
        request(Method.GET, query, Headers.NONE, "");
    }

    void upgrade(String query) throws Exception {
        request(Method.GET, query, Headers.NONE.with("Upgrade", "websocket"), "");
    }

    void post(String query, String type, String body) throws Exception {
        request(Method.POST, query, Headers.NONE.with("Content-Type", type), body);
    }

    void put(String query) throws Exception {
        request(Method.PUT, query, Headers.NONE, "");
    }

    /** Asks for what is at the query, in which a dollar stands for the session the clients are at. */
    private void request(Method method, String query, Headers headers, String body) throws Exception {
        var asked = query.replace(
                "$", sessions.isEmpty() ? "" : sessions.get(session).session.id());
        var client = InetAddress.getLoopbackAddress();
        var request = Request.of(
                new Request.Head(method, "/e", asked, headers, client), body.getBytes(StandardCharsets.ISO_8859_1));
        take(app.answer(request, new Exchange(method.name(), "/e", client), Deadline.in(LONG)));
    }

    private void take(Response response) throws Exception {
        assertThat(STATUSES).contains(response.status());
        switch (response.body()) {
            case Body.Upgrade(var listener, var _, var _) -> opening.add(new FuzzSocket(listener));
            case Body.Later(var deferred) -> {
                polls.add(deferred);
                deferred.onAnswer(this::answered, failures::add);
            }
            case Body.Bytes _ -> answered(response, 0);
            case Body.Empty _, Body.Json _, Body.FileOf _, Body.Stream _, Body.Events _ -> {
                // What it says is of no matter here.
            }
        }
    }

    private void answered(Response response) {
        answered(response, 1);
    }

    private void answered(Response response, int count) {
        answers += count;
        assertThat(STATUSES).contains(response.status());
        var isPolled = response.headers().first("Content-Type").orElse("").startsWith("text/plain");
        if (isPolled && response.body() instanceof Body.Bytes(var content)) {
            assertThat(new String(content, StandardCharsets.UTF_8).split("\u001e", -1))
                    .noneMatch(packet -> Incoming.of(packet) instanceof Incoming.Malformed);
        }
    }

    void socketsOpen() throws Exception {
        for (var each : opening) {
            socket = sockets.size();
            sockets.add(each);
            each.listener.opened(each);
        }
        opening.clear();
    }

    void clientSends(String text) throws Exception {
        if (!sockets.isEmpty()) {
            var to = sockets.get(socket);
            to.listener.text(to, text);
        }
    }

    void clientSends(byte[] bytes) throws Exception {
        if (!sockets.isEmpty()) {
            var to = sockets.get(socket);
            to.listener.binary(to, bytes);
        }
    }

    void clientReads() {
        sockets.forEach(FuzzSocket::read);
    }

    /** Ends the WebSocket the clients are at; nothing more comes over it. */
    void socketEnds(int code) throws Exception {
        if (!sockets.isEmpty()) {
            var ended = sockets.remove(socket);
            socket = 0;
            ended.close(code, "");
            ended.listener.closed(ended, code, "");
        }
    }

    void pollsAreLeft() {
        polls.forEach(Deferred::leave);
        answers = polls.size();
    }

    void serverSends(Outgoing packet, boolean isVolatile) {
        if (!sessions.isEmpty()) {
            sessions.get(session).send(packet, isVolatile);
        }
    }

    void serverCloses() {
        if (!sessions.isEmpty()) {
            sessions.get(session).session.close();
        }
    }

    void nextSession() {
        session = sessions.isEmpty() ? 0 : (session + 1) % sessions.size();
    }

    void nextSocket() {
        socket = sockets.isEmpty() ? 0 : (socket + 1) % sockets.size();
    }

    void engineCloses() {
        if (!isClosed) {
            isClosed = true;
            engine.close();
        }
    }

    void assertNothingIsLeft() throws Exception {
        assertThat(engine.count()).isBetween(0, SETTINGS.sessions());
        engineCloses();
        socketsOpen();

        assertThat(failures).isEmpty();
        assertThat(engine.count()).isZero();
        assertThat(answers).as("polls that were answered").isEqualTo(polls.size());
        assertThat(sockets).allMatch(FuzzSocket::isClosed);
        assertThat(sessions).allMatch(each -> each.ends == 1);
    }
}
