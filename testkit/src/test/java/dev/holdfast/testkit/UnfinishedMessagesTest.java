package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.testkit.WebSocketTest.CLOSE;
import static dev.holdfast.testkit.WebSocketTest.PING;
import static dev.holdfast.testkit.WebSocketTest.TEXT;
import static dev.holdfast.testkit.WebSocketTest.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Body;
import dev.holdfast.http.Frame;
import dev.holdfast.http.Response;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of WebSockets that begin and do not end: they share a memory, and have not forever. */
class UnfinishedMessagesTest {

    private static final int FIRST = 0x02;
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final int LARGE = 40_000;
    /** A fourth of this is for messages. */
    private static final long MEMORY = 1 << 20;
    /** So many large messages find room in it. */
    private static final int MANY = 7;

    private static final String PONG = "\u008a\u0000";
    private static final String NO_ROOM = "\u0003\u00f5there is no room for the message now";
    private static final String TOO_SLOW = "\u0003\u00f0a message arrives too slowly";

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft(Duration.ofMinutes(1)));

    @RegisterExtension
    static final Backend STRICT = Backend.of(_ -> draft(GRACE));

    private static AppDraft draft(Duration grace) {
        return App.serving(get("/socket")
                        .open()
                        .returns(101)
                        .to(_ -> Response.of(101, new Body.Upgrade(new Measure(), LARGE))))
                .within(Limits.standard().memory(MEMORY).times(Duration.ofSeconds(10), grace, Duration.ofSeconds(75)));
    }

    /** Answers each message by how long it was. */
    private record Measure() implements SocketListener {

        @Override
        public void text(Socket socket, String message) {
            socket.send(Frame.text(message.length() + "."));
        }

        @Override
        public void binary(Socket socket, byte[] message) {
            socket.send(Frame.text(message.length + "."));
        }

        @Override
        public void closed(Socket socket, int code, String reason) {}
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    static List<Supplier<RawConnection>> strictDoors() {
        return List.of(STRICT::rawInMemory, STRICT::rawOverSocket);
    }

    private static RawConnection open(Supplier<RawConnection> door) {
        var connection = door.get();
        connection.send("""
                        GET /socket HTTP/1.1\r
                        Host: a\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """).await(text -> text.endsWith("\r\n\r\n"));
        return connection;
    }

    private static byte[] small() {
        return frame(TEXT, "small".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void who_finds_no_room_for_a_large_message_is_closed_and_told_to_come_again(Supplier<RawConnection> door) {
        var clients = new ArrayList<RawConnection>();
        try (var other = open(door)) {
            for (var index = 0; index < 20; index++) {
                clients.add(open(door));
            }
            assertThat(clients.stream().filter(UnfinishedMessagesTest::findsRoom))
                    .hasSize(MANY);
            other.send(small()).await(text -> text.endsWith("5."));
        } finally {
            clients.forEach(RawConnection::close);
        }
        awaitRoom(door);
    }

    /** Begins a large message; the answer to a ping tells that all of it was taken. */
    private static boolean findsRoom(RawConnection client) {
        return client.send(frame(FIRST, new byte[LARGE - 1_000]))
                .send(frame(PING, new byte[0]))
                .await(text -> text.endsWith(PONG) || text.endsWith(NO_ROOM))
                .endsWith(PONG);
    }

    /** Waits until as many find room as where nothing is held, and leaves nothing held: who says farewell has been let go of. */
    private static void awaitRoom(Supplier<RawConnection> door) {
        for (var attempt = 0; ; attempt++) {
            var clients = Stream.generate(() -> open(door)).limit(MANY).toList();
            var finding =
                    clients.stream().filter(UnfinishedMessagesTest::findsRoom).count();
            for (var client : clients) {
                client.send(frame(CLOSE, new byte[0])).awaitClose();
                client.close();
            }
            if (finding == MANY) {
                return;
            }
            assertThat(attempt).isLessThan(100);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void what_has_been_heard_takes_no_room(Supplier<RawConnection> door) {
        try (var client = open(door)) {
            for (var count = 0; count < 100; count++) {
                client.send(frame(FIRST, new byte[LARGE / 2])).send(frame(0x80, new byte[LARGE / 2]));
            }
            client.await(text -> text.split(LARGE + "\\.", -1).length == 101);
        }
        awaitRoom(door);
    }

    @ParameterizedTest
    @MethodSource("strictDoors")
    void a_message_that_arrives_too_slowly_ends_the_socket(Supplier<RawConnection> door) {
        try (var client = open(door)) {
            assertThat(client.send(frame(FIRST, new byte[10])).awaitClose()).endsWith(TOO_SLOW);
        }
        try (var client = open(door)) {
            assertThat(client.send(new byte[] {(byte) TEXT}).awaitClose()).endsWith(TOO_SLOW);
        }
    }

    @Test
    void who_sends_whole_messages_slowly_or_nothing_is_left_alone() throws InterruptedException {
        try (var quiet = open(STRICT::rawOverSocket);
                var slow = open(STRICT::rawOverSocket)) {
            for (var count = 1; count <= 6; count++) {
                var expected = count;
                slow.send(small()).await(text -> text.split("5\\.", -1).length == expected + 1);
                slow.send(frame(PING, new byte[0]));
                Thread.sleep(GRACE.dividedBy(3));
            }
            quiet.send(small()).await(text -> text.endsWith("5."));
        }
    }
}
