package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Body;
import dev.holdfast.http.Frame;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that become WebSockets (RFC 6455), the same at both doors. */
class WebSocketTest {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final ConcurrentHashMap<String, Heard> HEARD = new ConcurrentHashMap<>();

    private final String key = UUID.randomUUID().toString();
    private final Heard heard =
            new Heard(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());

    /** What the server heard of the sockets of one test. */
    record Heard(
            LinkedBlockingQueue<Socket> opened,
            LinkedBlockingQueue<String> closed,
            LinkedBlockingQueue<String> notices) {}

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(group(
                        "/",
                        get("/echo/{key}").open().returns(101).to(WebSocketTest::upgrade),
                        get("/mine/{key}").returns(101).to(WebSocketTest::upgrade)))
                .authenticatedBy(_ -> new dev.holdfast.Caller.Visitor());
    }

    private static Response upgrade(Request request) {
        return Response.of(
                101, new Body.Upgrade(new Echo(Objects.requireNonNull(HEARD.get(request.path("key")))), 1000));
    }

    private static final class Echo implements SocketListener {
        private final Heard heard;
        private final AtomicInteger inside = new AtomicInteger();

        Echo(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void opened(Socket socket) {
            heard.opened().add(socket);
            socket.send(Frame.text("welcome"));
        }

        @Override
        public void text(Socket socket, String message) {
            if (inside.incrementAndGet() != 1) {
                heard.notices().add("two calls at once");
            }
            if (message.equals("note")) {
                heard.notices().add("noted");
            }
            if (message.equals("bye")) {
                socket.close(4000, "as you wish");
            }
            if (message.equals("fail")) {
                inside.decrementAndGet();
                throw new IllegalStateException("a listener that fails");
            }
            socket.send(Frame.text("echo " + message));
            inside.decrementAndGet();
        }

        @Override
        public void binary(Socket socket, byte[] message) {
            socket.send(Frame.binary(message));
        }

        @Override
        public void writable(Socket socket) {
            heard.notices().add("writable");
        }

        @Override
        public void closed(Socket socket, int code, String reason) {
            heard.closed().add(code + " " + reason);
        }
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private String handshake() {
        return """
                GET /echo/%s HTTP/1.1\r
                Host: a\r
                Connection: keep-alive, Upgrade\r
                Upgrade: WebSocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(key);
    }

    private RawConnection open(Supplier<RawConnection> door) {
        HEARD.put(key, heard);
        var connection = door.get();
        var answer = connection.send(handshake()).await(text -> text.contains("welcome"));
        assertThat(answer)
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .contains("X-Request-Id: ");
        return connection;
    }

    /** A client's frame: masked, as RFC 6455 section 5.3 demands. */
    static byte[] frame(int first, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        var mask = new byte[] {1, 2, 3, 4};
        out.writeBytes(mask);
        for (var index = 0; index < payload.length; index++) {
            out.write(payload[index] ^ mask[index % 4]);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String closing(int code) {
        return "" + (char) (code >> 8) + (char) (code & 0xFF);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void messages_go_both_ways_and_stay_in_order(Supplier<RawConnection> door) {
        try (var socket = open(door)) {
            for (var index = 0; index < 200; index++) {
                socket.send(text("m" + index + ";"));
            }
            var all = socket.await(text -> text.contains("echo m199;"));
            for (var index = 1; index < 200; index++) {
                assertThat(all.indexOf("echo m" + index + ";"))
                        .isGreaterThan(all.indexOf("echo m" + (index - 1) + ";"));
            }
            assertThat(heard.notices()).doesNotContain("two calls at once");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void binary_and_fragmented_messages_arrive_whole(Supplier<RawConnection> door) {
        try (var socket = open(door)) {
            socket.send(frame(BINARY, new byte[] {7, 8, 9}))
                    .await(text -> text.endsWith("\u0082\u0003\u0007\u0008\u0009"));
            socket.send(frame(0x01, "frag".getBytes(StandardCharsets.UTF_8)));
            socket.send(frame(PING, "in between".getBytes(StandardCharsets.UTF_8)));
            socket.send(frame(0x80, "ments".getBytes(StandardCharsets.UTF_8)));
            assertThat(socket.await(text -> text.contains("echo fragments"))).contains("\u008a\nin between");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void E5_a_listener_that_fails_ends_nothing(Supplier<RawConnection> door) {
        try (var socket = open(door)) {
            socket.send(text("fail")).send(text("still here")).await(text -> text.contains("echo still here"));
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void either_side_may_close(Supplier<RawConnection> door) throws InterruptedException {
        try (var socket = open(door)) {
            socket.send(frame(CLOSE, new byte[] {0x03, (byte) 0xE8, 'o', 'k'}));
            assertThat(socket.awaitClose()).endsWith("\u0088\u0002" + closing(1000));
            assertThat(heard.closed().poll(20, TimeUnit.SECONDS)).isEqualTo("1000 ok");
        }
        try (var socket = open(door)) {
            socket.send(text("bye"));
            socket.await(text -> text.contains(closing(4000) + "as you wish"));
            socket.send(frame(CLOSE, new byte[] {0x0F, (byte) 0xA0}));
            socket.awaitClose();
            assertThat(heard.closed().poll(20, TimeUnit.SECONDS)).startsWith("4000");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_connection_that_breaks_is_closed_with_1006(Supplier<RawConnection> door) throws InterruptedException {
        try (var socket = open(door)) {
            assertThat(socket.isClosed()).isFalse();
        }
        assertThat(heard.closed().poll(20, TimeUnit.SECONDS)).isEqualTo("1006 ");
    }

    static byte[] hostile(String kind) {
        return switch (kind) {
            case "unmasked" -> new byte[] {(byte) TEXT, 1, 'a'};
            case "reserved opcode" -> frame(0x83, new byte[0]);
            case "reserved bit" -> frame(0xC1, new byte[0]);
            case "long control" -> frame(PING, new byte[126]);
            case "fragmented control" -> frame(0x09, new byte[1]);
            case "stray continuation" -> frame(0x80, new byte[1]);
            case "huge length" -> new byte[] {(byte) BINARY, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1};
            case "one byte too long" -> frame(TEXT, new byte[1001]);
            case "bad utf-8" -> frame(TEXT, new byte[] {(byte) 0xC0, (byte) 0xAE});
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "unmasked, 1002",
        "reserved opcode, 1002",
        "reserved bit, 1002",
        "long control, 1002",
        "fragmented control, 1002",
        "stray continuation, 1002",
        "huge length, 1009",
        "one byte too long, 1009",
        "bad utf-8, 1007",
    })
    void a_frame_against_the_protocol_closes_with_its_code(String kind, int code) {
        for (var door : doors()) {
            try (var socket = open(door)) {
                assertThat(socket.send(hostile(kind)).awaitClose()).contains(closing(code));
            }
        }
    }

    @Test
    void endless_fragments_close_with_1009() {
        try (var socket = open(BACKEND::rawInMemory)) {
            socket.send(frame(0x01, new byte[100]));
            for (var index = 0; index < 10; index++) {
                socket.send(frame(0x00, new byte[100]));
            }
            assertThat(socket.awaitClose()).contains(closing(1009));
        }
    }

    @Test
    void a_refusal_before_the_switch_is_an_ordinary_answer() {
        HEARD.put(key, heard);
        var client = BACKEND.inMemory();
        var plain = client.get("/echo/" + key);
        var old = client.with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .with("Sec-WebSocket-Version", "8");

        assertThat(plain.status()).isEqualTo(426);
        assertThat(plain.textAt("/code")).isEqualTo("upgrade_required");
        assertThat(old.get("/echo/" + key).status()).isEqualTo(426);
        assertThat(old.get("/echo/" + key).header("Sec-WebSocket-Version")).contains("13");
        assertThat(old.with("Sec-WebSocket-Version", "13")
                        .with("Sec-WebSocket-Key", "short")
                        .get("/echo/" + key)
                        .status())
                .isEqualTo(400);
        assertThat(old.with("Sec-WebSocket-Version", "13").get("/mine/" + key).status())
                .isEqualTo(401);
    }

    /** Over a socket only: memory has no window that fills. */
    @Test
    void a_socket_says_what_is_pending_and_when_it_can_take_more() throws InterruptedException {
        try (var client = open(BACKEND::rawOverSocket)) {
            var socket = heard.opened().poll(20, TimeUnit.SECONDS);
            assertThat(socket).isNotNull();
            client.stopReading();
            var shared = Frame.binary(new byte[256 * 1024]);
            // More than the systems of both sides keep.
            for (var sent = 0; sent < 120; sent++) {
                socket.send(shared);
            }
            assertThat(socket.isWritable()).isFalse();
            assertThat(socket.pending()).isPositive();
            client.startReading();
            assertThat(heard.notices().poll(20, TimeUnit.SECONDS)).isEqualTo("writable");
        }
    }

    /** Over a socket only: memory has no window that fills. */
    @Test
    void a_client_that_pings_without_reading_fills_no_memory() throws InterruptedException {
        try (var client = open(BACKEND::rawOverSocket)) {
            var socket = heard.opened().poll(20, TimeUnit.SECONDS);
            assertThat(socket).isNotNull();
            client.stopReading();
            var pings = new ByteArrayOutputStream();
            for (var index = 0; index < 10_000; index++) {
                pings.writeBytes(frame(PING, new byte[125]));
            }
            for (var round = 0; round < 4; round++) {
                client.send(pings.toByteArray());
            }
            client.send(text("note"));
            assertThat(heard.notices().poll(20, TimeUnit.SECONDS)).isEqualTo("noted");
            assertThat(socket.pending()).isLessThan(256 * 1024);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_reason_that_is_too_long_is_cut_between_letters(Supplier<RawConnection> door) throws InterruptedException {
        try (var client = open(door)) {
            var socket = heard.opened().poll(20, TimeUnit.SECONDS);
            assertThat(socket).isNotNull();
            socket.close(4000, "x" + "é".repeat(100));
            var all = client.await(text -> text.contains(closing(4000)));
            var reason = all.substring(all.indexOf(closing(4000)) + 2);
            assertThat(reason).hasSize(123);
            assertThat(new String(reason.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                    .isEqualTo("x" + "é".repeat(61));
        }
    }
}
