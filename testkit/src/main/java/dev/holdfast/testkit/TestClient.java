package dev.holdfast.testkit;

import dev.holdfast.http.Headers;
import dev.holdfast.json.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the server as a client would; immutable, so that one client can be turned into several callers. */
public final class TestClient {

    private static final Json JSON = new Json();
    private static final String BEARER = "Bearer ";

    private final Door door;
    private final Exchanges exchanges;
    private final Headers headers;

    TestClient(Door door, Exchanges exchanges, Headers headers) {
        this.door = door;
        this.exchanges = exchanges;
        this.headers = headers;
    }

    /** Sends one request and waits for its answer. */
    @FunctionalInterface
    interface Exchanges {
        Reply exchange(DefaultFullHttpRequest request);
    }

    /** Returns this client with a header field in every request. */
    public TestClient with(String name, String value) {
        return new TestClient(door, exchanges, headers.with(name, value));
    }

    /** Returns this client with an access token. */
    public TestClient bearing(String token) {
        return with("Authorization", BEARER + token);
    }

    /** Returns this client signed in at {@code /api/v1/auth/login}; fails where that is refused. */
    public TestClient signedIn(String email, String password) {
        var reply = post("/api/v1/auth/login", Map.of("email", email, "password", password));
        if (reply.status() != 200) {
            throw new AssertionError("cannot sign in: " + reply);
        }
        return bearing(reply.textAt("/data/accessToken"));
    }

    public Reply get(String target) {
        return send("GET", target, null);
    }

    public Reply delete(String target) {
        return send("DELETE", target, null);
    }

    /** Sends a value as JSON; a String is sent as it is. */
    public Reply post(String target, Object body) {
        return send("POST", target, body);
    }

    /** Sends a value as JSON; a String is sent as it is. */
    public Reply put(String target, Object body) {
        return send("PUT", target, body);
    }

    /** Sends a value as JSON; a String is sent as it is. */
    public Reply patch(String target, Object body) {
        return send("PATCH", target, body);
    }

    /** Sends any method; a body that is not null goes as JSON, a String or bytes as they are. */
    public Reply send(String method, String target, @Nullable Object body) {
        var bytes = switch (body) {
            case null -> new byte[0];
            case String text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case byte[] raw -> raw;
            default -> JSON.write(body);
        };
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target, Unpooled.wrappedBuffer(bytes));
        request.headers().set(HttpHeaderNames.HOST, "localhost");
        if (body != null) {
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        headers.forEach((name, value) -> request.headers().set(name, value));
        return exchanges.exchange(request);
    }

    /** Opens a WebSocket; fails where that is refused. */
    public TestWebSocket webSocket(String target) {
        return TestWebSocket.open(door, target, headers);
    }

    /** Connects to a namespace of a Socket.IO server at its usual path; a client with a token says that one. */
    public TestSocket socket(String namespace) {
        return socket(namespace, Map.of());
    }

    /** The same, saying something to prove that it may; what is said of a token goes before the client's own. */
    public TestSocket socket(String namespace, Map<String, ?> auth) {
        var said = new LinkedHashMap<String, Object>();
        token().ifPresent(token -> said.put("token", token));
        said.putAll(auth);
        // A page cannot add such a field to the handshake of a WebSocket.
        var others = headers.without(name -> name.equalsIgnoreCase("Authorization"));
        return new SocketConnection(door, others).join(namespace, said);
    }

    private Optional<String> token() {
        return headers.first("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
    }
}
