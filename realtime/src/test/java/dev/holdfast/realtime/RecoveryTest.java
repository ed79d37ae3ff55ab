package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.http.Request;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import dev.holdfast.testkit.TestSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that comes back and goes on where it was (Socket.IO, "Connection state recovery"). */
class RecoveryTest {

    static final Sockets SOCKETS = new Sockets();
    static final Leavings LEAVINGS = new Leavings();
    static final Tokens TOKENS =
            new Tokens().give("a", "anna").give("b", "berta").give("slow", "anna");
    static final Semaphore PROOF = new Semaphore(0);

    static final Realtime REALTIME = Realtime.serving(Namespace.named("/")
                    .open()
                    .admitting(SOCKETS)
                    .disconnected(LEAVINGS)
                    .handling(
                            "state",
                            event -> Ack.of(
                                    event.socket().isRecovered(),
                                    String.valueOf(event.socket().data().get("name")),
                                    event.socket().rooms().contains("room"))))
            .authenticatedBy(RecoveryTest::authenticate)
            .recovering(Duration.ofMinutes(5))
            .build();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(REALTIME);

    private static Caller authenticate(Request request) {
        if (request.header("Authorization").orElse("").equals("Bearer slow")) {
            PROOF.acquireUninterruptibly();
        }
        return TOKENS.authenticate(request);
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private static TestSocket joined(TestClient client) {
        var socket = client.socket("/");
        SOCKETS.of(socket.id()).join("room");
        SOCKETS.of(socket.id()).data().put("name", "Anna");
        return socket;
    }

    private static String pid(TestSocket socket) {
        return socket.welcome().path("pid").stringValue();
    }

    private static String seen(TestSocket socket) {
        REALTIME.to(socket.id()).emit("seen");
        return socket.next("seen").get(0).stringValue();
    }

    private static void lost(TestSocket socket) {
        socket.connection().breakOff();
        LEAVINGS.reason(socket.id());
    }

    private static TestSocket back(TestClient client, TestSocket former, String offset) {
        return client.socket("/", Map.of("pid", pid(former), "offset", offset));
    }

    private static List<String> state(TestSocket socket) {
        return socket.ask("state").values().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_goes_on_with_its_id_its_rooms_its_data_and_what_it_has_missed(TestClient client) {
        var former = joined(client);
        var offset = seen(former);
        lost(former);
        REALTIME.to("room").emit("missed", 1);
        REALTIME.to("elsewhere").emit("missed", 2);
        REALTIME.everybody().except("room").emit("missed", 3);
        REALTIME.to("room", former.id()).emit("missed", 4);
        REALTIME.to("room").asVolatile().emit("missed", 5);

        try (var socket = back(client, former, offset)) {
            assertThat(socket.id()).isEqualTo(former.id());
            assertThat(pid(socket)).isEqualTo(pid(former));
            assertThat(state(socket)).containsExactly("true", "\"Anna\"", "true");
            assertThat(socket.next("missed").get(0).intValue()).isEqualTo(1);
            assertThat(socket.next("missed").get(0).intValue()).isEqualTo(4);
            socket.nothing("missed");
            REALTIME.to("room").emit("missed", 6);
            assertThat(socket.next("missed").get(0).intValue()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_comes_back_twice_misses_nothing_twice(TestClient client) {
        var first = joined(client);
        var offset = seen(first);
        lost(first);
        REALTIME.to("room").emit("missed", 1);
        var second = back(client, first, offset);
        var later = second.next("missed").get(1).stringValue();
        second.connection().breakOff();
        Doors.eventually(() -> REALTIME.to(first.id()).sockets().isEmpty());
        REALTIME.to("room").emit("missed", 2);

        try (var third = back(client, first, later)) {
            assertThat(third.id()).isEqualTo(first.id());
            state(third);
            assertThat(third.next("missed").get(0).intValue()).isEqualTo(2);
            third.nothing("missed");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_has_seen_nothing_yet_gets_all_from_its_beginning(TestClient client) {
        var former = joined(client);
        lost(former);
        REALTIME.to("room").emit("missed", 1);

        try (var socket = client.socket("/", Map.of("pid", pid(former)))) {
            assertThat(socket.id()).isEqualTo(former.id());
            assertThat(socket.next("missed").get(0).intValue()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "abcdefgh-1", "__proto__", "-1"})
    void a_client_that_names_no_place_begins_anew(String offset) {
        var client = BACKEND.overSocket();
        var former = joined(client);
        lost(former);
        try (var socket = back(client, former, offset)) {
            assertThat(socket.id()).isNotEqualTo(former.id());
            assertThat(pid(socket)).isNotEqualTo(pid(former));
            assertThat(state(socket)).containsExactly("false", "\"null\"", "false");
        }
    }

    @Test
    void a_client_that_names_a_place_to_come_begins_anew() {
        var client = BACKEND.overSocket();
        var former = joined(client);
        var offset = seen(former);
        lost(former);
        var epoch = offset.substring(0, offset.lastIndexOf('-') + 1);
        for (var place : List.of("9223372036854775807", "99999999999999999999", "-1")) {
            try (var socket = back(client, former, epoch + place)) {
                assertThat(socket.id()).isNotEqualTo(former.id());
            }
        }
    }

    @Test
    void a_client_that_has_missed_what_is_forgotten_begins_anew() {
        var client = BACKEND.overSocket();
        var former = joined(client);
        var offset = seen(former);
        lost(former);
        for (var number = 0; number < 10_001; number++) {
            REALTIME.to("elsewhere").emit("forgotten", number);
        }
        try (var socket = back(client, former, offset)) {
            assertThat(socket.id()).isNotEqualTo(former.id());
        }
    }

    @Test
    void nobody_goes_on_as_somebody_else() {
        var former = joined(BACKEND.overSocket().bearing("a"));
        var offset = seen(former);
        lost(former);
        REALTIME.to("room").emit("missed", "for Anna");
        try (var berta = back(BACKEND.inMemory().bearing("b"), former, offset)) {
            assertThat(berta.id()).isNotEqualTo(former.id());
            state(berta);
            berta.nothing("missed");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_leaves_while_it_comes_back_can_come_back(TestClient client) {
        var former = joined(client.bearing("a"));
        var offset = seen(former);
        lost(former);
        Doors.eventually(() -> REALTIME.clients() == 0);
        var brief = client.webSocket(Poller.WEBSOCKET);
        Poller.opening(brief.text());
        brief.send("40{\"token\":\"slow\",\"pid\":\"%s\",\"offset\":\"%s\"}".formatted(pid(former), offset));
        Doors.eventually(PROOF::hasQueuedThreads);
        brief.close();
        Doors.eventually(() -> REALTIME.clients() == 0);
        var before = TOKENS.asked("slow");
        PROOF.release();
        Doors.eventually(() -> TOKENS.asked("slow") > before);

        Doors.eventually(() -> {
            try (var socket = back(client.bearing("a"), former, offset)) {
                return socket.id().equals(former.id());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_connection_that_is_still_there_is_taken_over(TestClient client) {
        var former = joined(client);
        var offset = seen(former);
        try (var socket = back(client, former, offset)) {
            assertThat(former.closed()).isEqualTo("transport close");
            assertThat(socket.id()).isEqualTo(former.id());
            assertThat(LEAVINGS.reason(former.id())).isEqualTo("forced server close");
            REALTIME.to("room").emit("missed", 1);
            assertThat(socket.next("missed").get(0).intValue()).isEqualTo(1);
            assertThat(REALTIME.to("room").sockets()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_was_put_out_or_has_left_begins_anew(TestClient client) {
        try (var former = joined(client)) {
            var offset = seen(former);
            SOCKETS.of(former.id()).disconnect(false);
            assertThat(former.closed()).isEqualTo("io server disconnect");
            LEAVINGS.reason(former.id());
            var again = former.beside("/", Map.of("pid", pid(former), "offset", offset));
            assertThat(again.id()).isNotEqualTo(former.id());
            again.disconnect();
            LEAVINGS.reason(again.id());
            assertThat(former.beside("/", Map.of("pid", pid(again), "offset", offset))
                            .id())
                    .isNotEqualTo(again.id());
        }
    }
}
