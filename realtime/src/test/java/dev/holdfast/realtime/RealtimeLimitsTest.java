package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.limit.Quota;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import dev.holdfast.testkit.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** One past each of the limits. */
class RealtimeLimitsTest {

    static final Sockets SOCKETS = new Sockets();
    static final Leavings LEAVINGS = new Leavings();
    static final RealtimeLimits STANDARD = RealtimeLimits.standard();

    @RegisterExtension
    static final Backend NARROW = Doors.of(draft(STANDARD.rooms(2).events(Quota.of("5/1h"), Quota.OFF)));

    @RegisterExtension
    static final Backend WIDE = Doors.of(draft(STANDARD.events(Quota.OFF, Quota.OFF)));

    private static RealtimeDraft draft(RealtimeLimits limits) {
        return Realtime.serving(
                        root(),
                        Namespace.matching(name -> name.startsWith("/many")).open())
                .within(limits);
    }

    private static Namespace root() {
        return Namespace.named("/")
                .open()
                .admitting(SOCKETS)
                .disconnected(LEAVINGS)
                .handling("echo", event -> Ack.of(event.arguments().all().toArray()))
                .handling("join", event -> {
                    event.socket().join(event.arguments().text(0));
                    return Ack.ok();
                });
    }

    static List<TestClient> narrow() {
        return NARROW.bothDoors();
    }

    static List<TestClient> wide() {
        return WIDE.bothDoors();
    }

    private static String code(JsonNode answer) {
        return answer.at("/0/code").stringValue();
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void who_sends_too_many_events_is_told_and_who_goes_on_is_closed(TestClient client) {
        var socket = client.socket("/");
        for (var event = 0; event < 5; event++) {
            assertThat(socket.ask("echo", event).get(0).intValue()).isEqualTo(event);
        }
        for (var event = 0; event < 4; event++) {
            assertThat(code(socket.ask("echo"))).isEqualTo("too_many_requests");
        }
        var told = socket.emit("echo").next("problem");

        assertThat(code(told)).isEqualTo("too_many_requests");
        assertThat(told.at("/0/event").stringValue()).isEqualTo("echo");
        assertThat(told.at("/0/retryAfter").intValue()).isPositive();
        socket.emit("echo");
        assertThat(socket.closed()).isEqualTo("transport close");
        assertThat(LEAVINGS.reason(socket.id())).isEqualTo("forced server close");
    }

    @Test
    void a_user_is_counted_over_all_connections() {
        var tokens = new Tokens().give("a", "anna").give("b", "berta");
        var draft = draft(STANDARD.events(Quota.OFF, Quota.of("4/1h"))).authenticatedBy(tokens);
        try (var backend = Doors.started(draft)) {
            var first = backend.overSocket().bearing("a").socket("/");
            var second = backend.inMemory().bearing("a").socket("/");
            for (var socket : List.of(first, second, first, second)) {
                assertThat(socket.ask("echo")).isEmpty();
            }
            assertThat(code(first.ask("echo"))).isEqualTo("too_many_requests");
            assertThat(code(second.ask("echo"))).isEqualTo("too_many_requests");
            assertThat(backend.inMemory().bearing("b").socket("/").ask("echo")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void a_socket_is_in_so_many_rooms(TestClient client) {
        try (var socket = client.socket("/")) {
            assertThat(socket.ask("join", "one").at("/0/status").stringValue()).isEqualTo("success");
            assertThat(socket.ask("join", "two").at("/0/status").stringValue()).isEqualTo("success");
            assertThat(socket.ask("join", "two").at("/0/status").stringValue()).isEqualTo("success");
            assertThat(code(socket.ask("join", "three"))).isEqualTo("too_many_requests");
            assertThat(SOCKETS.of(socket.id()).rooms()).containsExactlyInAnyOrder("one", "two", socket.id());
        }
    }

    @Test
    void names_have_so_many_characters() {
        try (var socket = WIDE.overSocket().socket("/")) {
            var there = SOCKETS.of(socket.id());
            there.join("x".repeat(128));
            assertThatThrownBy(() -> there.join("x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> there.join("")).isInstanceOf(IllegalArgumentException.class);
            assertThat(socket.beside("/many" + "x".repeat(123)).id()).hasSize(20);
        }
    }

    @ParameterizedTest
    @MethodSource("wide")
    void a_connection_is_in_so_many_namespaces(TestClient client) {
        var socket = client.socket("/");
        IntStream.range(1, 16)
                .forEach(number ->
                        assertThat(socket.beside("/many" + number).id()).hasSize(20));
        socket.connection().send("40/many16,");

        assertThat(socket.closed()).isEqualTo("transport close");
        assertThat(LEAVINGS.reason(socket.id())).isEqualTo("forced close");
    }

    @ParameterizedTest
    @MethodSource("wide")
    void ten_attachments_are_taken(TestClient client) {
        try (var socket = client.socket("/")) {
            var ten = IntStream.range(0, 10)
                    .mapToObj(number -> new byte[] {(byte) number})
                    .toArray();
            var answer = socket.ask("echo", ten);

            assertThat(answer.values())
                    .extracting(node -> (int) node.binaryValue()[0])
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    @ParameterizedTest
    @MethodSource("wide")
    void more_events_than_may_wait_are_not_read_and_none_is_lost(TestClient client) {
        var held = new CountDownLatch(1);
        try (var socket = client.socket("/")) {
            SOCKETS.of(socket.id()).handling("hold", _ -> {
                held.await();
                return Ack.ok();
            });
            socket.emit("hold");
            var asked = IntStream.range(0, 500)
                    .mapToObj(number -> socket.asking("echo", number))
                    .toList();
            held.countDown();
            var answers =
                    asked.stream().map(each -> each.join().get(0).intValue()).toList();

            assertThat(answers)
                    .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
        }
    }

    @Test
    void there_are_so_many_sessions_and_so_many_of_one_address() {
        for (var limits : List.of(STANDARD.sessions(2, 100), STANDARD.sessions(100, 2))) {
            try (var backend = Doors.started(draft(limits))) {
                var client = backend.overSocket();
                var first = client.socket("/");
                var poller = Poller.open(client);
                var refused = client.get(Poller.POLLING);

                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.header("Retry-After")).isPresent();
                assertThatThrownBy(() -> client.webSocket(Poller.WEBSOCKET)).isInstanceOf(AssertionError.class);
                poller.post("1");
                poller.gone();
                client.socket("/").close();
                first.close();
            }
        }
    }

    @Test
    void who_joins_nothing_is_closed() {
        try (var backend = Doors.started(draft(STANDARD.joining(Duration.ofMillis(100), Duration.ofSeconds(10))))) {
            for (var client : backend.bothDoors()) {
                var socket = client.webSocket(Poller.WEBSOCKET);
                Poller.opening(socket.text());
                assertThat(socket.closed()).isEqualTo(1000);
                assertThat(Poller.open(client).gone().at("/code").intValue()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_client_owes_so_many_answers() {
        var socket = WIDE.overSocket().socket("/");
        var there = SOCKETS.of(socket.id());
        var asked = new ArrayList<CompletableFuture<Arguments>>();
        for (var number = 0; number < STANDARD.pendingAnswers() + 1; number++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> there.ask(Duration.ofMinutes(5), "owed"), Thread::startVirtualThread));
        }

        assertThatThrownBy(() -> CompletableFuture.anyOf(asked.toArray(CompletableFuture[]::new))
                        .join())
                .hasCauseInstanceOf(NoAnswer.class);
        assertThat(asked).filteredOn(CompletableFuture::isDone).hasSize(1);
        socket.close();
    }

    @Test
    void who_does_not_poll_has_so_many_packets_waiting() {
        try (var backend = Doors.started(draft(STANDARD.outgoing(1_000_000, 10)))) {
            var poller = Poller.open(backend.overSocket());
            var id = poller.join();
            IntStream.range(0, 10).forEach(number -> SOCKETS.of(id).emit("news", number));
            assertThat(IntStream.range(0, 10).mapToObj(_ -> poller.next()).toList())
                    .last()
                    .isEqualTo("42[\"news\",9]");
            IntStream.range(0, 11).forEach(number -> SOCKETS.of(id).emit("news", number));

            assertThat(LEAVINGS.reason(id)).isEqualTo("slow consumer");
            assertThat(poller.get().at("/code").intValue()).isEqualTo(1);
        }
    }

    @Test
    void who_does_not_read_is_cut_and_the_others_get_everything() {
        var slow = WIDE.overSocket().socket("/");
        slow.ask("join", "news");
        slow.connection().stopReading();
        try (var quick = WIDE.overSocket().socket("/");
                var sender = WIDE.inMemory().socket("/")) {
            quick.ask("join", "news");
            sendUntilLeft(SOCKETS.of(sender.id()).to("news"), quick, slow.id());

            assertThat(LEAVINGS.reason(slow.id())).isEqualTo("slow consumer");
            assertThat(quick.ask("echo", 1).get(0).intValue()).isEqualTo(1);
        }
        slow.connection().breakOff();
    }

    @Test
    void what_is_better_lost_than_late_is_lost_to_who_does_not_read_and_cuts_nobody() {
        try (var slow = WIDE.overSocket().socket("/")) {
            var there = SOCKETS.of(slow.id());
            slow.connection().stopReading();
            for (var number = 0; number < 2_000; number++) {
                there.only().asVolatile().emit("news", number, "x".repeat(50_000));
            }
            there.emit("last");
            slow.connection().startReading();

            assertThat(slow.next("last")).isEmpty();
            assertThat(LEAVINGS.has(slow.id())).isFalse();
        }
    }

    /** What the networks of both ends keep for a client that does not read is a few megabytes. */
    private static void sendUntilLeft(Audience audience, TestSocket quick, String slow) {
        var news = "x".repeat(50_000);
        for (var number = 0; number < 2_000 && !LEAVINGS.has(slow); number++) {
            audience.emit("news", number, news);
            assertThat(quick.next("news").get(0).intValue()).isEqualTo(number);
        }
    }
}
