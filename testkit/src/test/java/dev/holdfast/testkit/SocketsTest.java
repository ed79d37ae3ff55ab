package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.testkit.WebSocketTest.CLOSE;
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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs do with open WebSockets: send to many of them, from many threads, and end them. */
class SocketsTest {

    private static final Duration STALL = Duration.ofMillis(500);
    private static volatile LinkedBlockingQueue<Socket> opened = new LinkedBlockingQueue<>();
    private static volatile LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft(Recorder::new));

    /** Tells the test that was running when its socket began: sockets of tests before may end late. */
    private static class Recorder implements SocketListener {
        private final LinkedBlockingQueue<Socket> sockets = opened;
        final LinkedBlockingQueue<String> calls = heard;

        @Override
        public void opened(Socket socket) {
            calls.add("opened");
            sockets.add(socket);
        }

        @Override
        public void text(Socket socket, String message) {
            calls.add(message);
        }

        @Override
        public void closed(Socket socket, int code, String reason) {
            calls.add("closed " + code);
        }
    }

    private static AppDraft draft(Supplier<SocketListener> listener) {
        return App.serving(get("/socket")
                        .open()
                        .returns(101)
                        .to(_ -> Response.of(101, new Body.Upgrade(listener.get(), 10_000, "chat.v2"))))
                .within(Limits.standard().stalling(STALL));
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    @BeforeEach
    void forget() {
        opened = new LinkedBlockingQueue<>();
        heard = new LinkedBlockingQueue<>();
    }

    private static byte[] handshake() {
        return """
                GET /socket HTTP/1.1\r
                Host: a\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: chat.v1, chat.v2\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.getBytes(StandardCharsets.US_ASCII);
    }

    private static RawConnection open(Supplier<RawConnection> door) {
        var connection = door.get();
        connection.send(handshake()).await(text -> text.endsWith("\r\n\r\n"));
        return connection;
    }

    private static Socket opened() throws InterruptedException {
        var socket = opened.poll(20, TimeUnit.SECONDS);
        assertThat(socket).isNotNull();
        return socket;
    }

    private static String heard() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    /** Reads what a server has sent behind its head; none of the messages here is long. */
    private static List<String> messages(String received) {
        var found = new ArrayList<String>();
        for (var at = received.indexOf("\r\n\r\n") + 4; at < received.length(); ) {
            var size = received.charAt(at + 1);
            assertThat(size).isLessThan((char) 126);
            var payload = received.substring(at + 2, at + 2 + size);
            switch ((int) received.charAt(at)) {
                case TEXT -> found.add(payload);
                case CLOSE -> found.add("closed " + (payload.charAt(0) << 8 | payload.charAt(1)));
                default -> throw new AssertionError("an unknown frame");
            }
            at += 2 + size;
        }
        return found;
    }

    private static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void what_is_sent_before_a_close_arrives_whole_and_in_order(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var client = open(door)) {
            var socket = opened();
            var numbers = IntStream.range(0, 2_000).mapToObj(String::valueOf).toList();
            numbers.forEach(number -> socket.send(Frame.text(number)));
            socket.close(4000, "done");
            socket.send(Frame.text("too late"));

            var received = client.await(all -> all.endsWith("done"));
            assertThat(messages(received)).startsWith("0", "1").hasSize(2_001).endsWith("1999", "closed 4000");
            assertThat(messages(received).subList(0, 2_000)).isEqualTo(numbers);
        }
    }

    @Test
    void frames_sent_to_many_by_many_keep_the_order_of_each_sender() throws Exception {
        var doors = Stream.concat(
                Stream.generate(() -> doors().getFirst()).limit(10),
                Stream.generate(() -> doors().getLast()).limit(10));
        var clients = doors.map(SocketsTest::open).toList();
        var sockets = new ArrayList<Socket>();
        for (var _ : clients) {
            sockets.add(opened());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Future<?>>();
            for (var sender : List.of("a", "b", "c", "d", "e", "f")) {
                senders.add(threads.submit(() -> IntStream.range(0, 300).forEach(number -> {
                    var frame = Frame.text(sender + number);
                    sockets.forEach(socket -> socket.send(frame));
                })));
            }
            for (var sender : senders) {
                sender.get();
            }
        }
        sockets.forEach(socket -> socket.close(1000, "end"));
        for (var client : clients) {
            var received = messages(client.await(all -> all.endsWith("end")));
            for (var sender : List.of("a", "b", "c", "d", "e", "f")) {
                assertThat(received.stream()
                                .filter(message -> message.startsWith(sender) && !message.startsWith("closed")))
                        .isEqualTo(IntStream.range(0, 300)
                                .mapToObj(number -> sender + number)
                                .toList());
            }
            client.close();
        }
    }

    @Test
    void a_flood_of_frames_keeps_nobody_from_being_heard() throws Exception {
        try (var client = open(BACKEND::rawOverSocket);
                var other = open(BACKEND::rawOverSocket);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sockets = List.of(opened(), opened());
            var isOver = new AtomicBoolean();
            var flood = threads.submit(() -> {
                var frame = Frame.text("more");
                while (!isOver.get()) {
                    sockets.stream().filter(Socket::isWritable).forEach(socket -> socket.send(frame));
                }
            });
            client.await(all -> all.contains("more"));
            other.send(text("hello"));
            assertThat(Stream.of(heard(), heard(), heard())).contains("hello");
            isOver.set(true);
            flood.get();
        }
    }

    @Test
    void a_client_that_reads_nothing_is_cut_off_and_slows_no_other() throws InterruptedException {
        try (var deaf = open(BACKEND::rawOverSocket)) {
            var unread = opened();
            try (var client = open(BACKEND::rawOverSocket)) {
                var read = opened();
                deaf.stopReading();
                var large = Frame.binary(new byte[1024 * 1024]);
                IntStream.range(0, 30).forEach(_ -> unread.send(large));
                var small = Frame.text("still here");
                read.send(small);
                client.await(all -> all.contains("still here"));
                // What is sent meanwhile is no sign of life.
                while (heard.stream().noneMatch("closed 1006"::equals)) {
                    unread.send(small);
                    Thread.sleep(STALL.dividedBy(10));
                }
                assertThat(client.isClosed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_socket_can_be_cut_without_a_word(Supplier<RawConnection> door) throws InterruptedException {
        try (var client = open(door)) {
            opened().cut();
            assertThat(client.awaitClose()).endsWith("\r\n\r\n");
            assertThat(heard()).isEqualTo("opened");
            assertThat(heard()).isEqualTo("closed 1006");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_protocol_that_was_chosen_is_told(Supplier<RawConnection> door) {
        try (var client = open(door)) {
            assertThat(client.await(all -> all.endsWith("\r\n\r\n")))
                    .contains("\r\nSec-WebSocket-Protocol: chat.v2\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void what_comes_with_the_handshake_is_heard_after_the_opening(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var client = door.get()) {
            var both = new ByteArrayOutputStream();
            both.writeBytes(handshake());
            both.writeBytes(text("early"));
            client.send(both.toByteArray()).await(all -> all.endsWith("\r\n\r\n"));
            assertThat(heard()).isEqualTo("opened");
            assertThat(heard()).isEqualTo("early");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void CVE_2026_48779_ten_thousand_empty_fragments_close_with_1009(Supplier<RawConnection> door) {
        try (var client = open(door)) {
            var fragments = new ByteArrayOutputStream();
            fragments.writeBytes(frame(0x01, new byte[0]));
            for (var count = 1; count < 10_000; count++) {
                fragments.writeBytes(frame(0x00, new byte[0]));
            }
            client.send(fragments.toByteArray());
            assertThat(messages(client.awaitClose())).containsExactly("closed 1009");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_message_may_have_a_thousand_fragments(Supplier<RawConnection> door) throws InterruptedException {
        try (var client = open(door)) {
            var fragments = new ByteArrayOutputStream();
            fragments.writeBytes(text("x".repeat(9)));
            fragments.writeBytes(frame(0x01, new byte[] {'a'}));
            for (var count = 1; count < 1_000; count++) {
                fragments.writeBytes(frame(0x00, new byte[] {'a'}));
            }
            fragments.writeBytes(frame(0x80, new byte[] {'b'}));
            client.send(fragments.toByteArray());
            assertThat(heard()).isEqualTo("opened");
            assertThat(heard()).isEqualTo("xxxxxxxxx");
            assertThat(heard()).isEqualTo("a".repeat(1_000) + "b");
        }
    }

    /** Over a socket only: memory has no system that throws unread bytes away. */
    @Test
    void who_sends_far_too_much_still_reads_why_it_was_closed() {
        try (var client = open(BACKEND::rawOverSocket)) {
            client.send(frame(TEXT, new byte[60_000]));
            for (var count = 0; count < 100; count++) {
                client.send(new byte[60_000]);
            }
            assertThat(messages(client.awaitClose())).containsExactly("closed 1009");
        }
    }

    private static final class Leaving extends Recorder {
        @Override
        public void draining(Socket socket) {
            socket.send(Frame.text("we move"));
            socket.close(4001, "elsewhere");
        }
    }

    private static List<String> drained(Supplier<SocketListener> listener) throws Exception {
        var backend = Backend.started(_ -> draft(listener));
        try (var client = open(backend::rawOverSocket);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            opened();
            var ending = threads.submit(backend::close);
            var received = client.await(all -> all.contains("stopping") || all.contains("elsewhere"));
            client.breakOff();
            ending.get();
            return messages(received);
        }
    }

    @Test
    void a_server_that_stops_closes_its_sockets_with_1001() throws Exception {
        assertThat(drained(Recorder::new)).containsExactly("closed 1001");
    }

    @Test
    void a_listener_may_say_more_when_the_server_stops() throws Exception {
        assertThat(drained(Leaving::new)).containsExactly("we move", "closed 4001");
    }

    private static final class Staying extends Recorder {
        @Override
        public void draining(Socket socket) {
            calls.add("draining");
        }
    }

    @Test
    void who_stays_until_the_time_to_drain_is_over_is_cut() throws Exception {
        var backend = Backend.started(_ -> draft(Staying::new));
        try (var client = open(backend::rawInMemory)) {
            opened();
            backend.close();
            assertThat(messages(client.awaitClose())).isEmpty();
            assertThat(List.of(heard(), heard(), heard())).containsExactly("opened", "draining", "closed 1006");
        }
    }
}
