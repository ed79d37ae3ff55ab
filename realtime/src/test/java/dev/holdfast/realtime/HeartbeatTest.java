package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signs of life (Engine.IO protocol 4, "Heartbeat"). */
class HeartbeatTest {

    static final Leavings LEAVINGS = new Leavings();

    @RegisterExtension
    static final Backend PATIENT = Doors.of(draft(Duration.ofMillis(50), Duration.ofSeconds(20)));

    @RegisterExtension
    static final Backend HASTY = Doors.of(draft(Duration.ofMillis(500), Duration.ofMillis(100)));

    private static RealtimeDraft draft(Duration interval, Duration timeout) {
        return Realtime.serving(Namespace.named("/")
                        .open()
                        .disconnected(LEAVINGS)
                        .handling(
                                "echo", event -> Ack.of(event.arguments().all().toArray())))
                .within(RealtimeLimits.standard().heartbeat(interval, timeout));
    }

    static List<TestClient> patient() {
        return PATIENT.bothDoors();
    }

    static List<TestClient> hasty() {
        return HASTY.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("patient")
    void a_client_that_answers_is_asked_again_and_again(TestClient client) {
        var poller = Poller.open(client);
        try (var socket = client.webSocket(Poller.WEBSOCKET)) {
            Poller.opening(socket.text());
            for (var round = 0; round < 3; round++) {
                assertThat(poller.get().text()).isEqualTo("2");
                poller.post("3");
                assertThat(socket.text()).isEqualTo("2");
                socket.send("3");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("patient")
    void a_client_that_has_changed_to_a_websocket_is_asked_there(TestClient client) {
        var poller = Poller.open(client);
        try (var socket = poller.webSocket().send("2probe")) {
            assertThat(socket.text()).isEqualTo("3probe");
            socket.send("5");
            for (var round = 0; round < 3; round++) {
                assertThat(socket.text()).isEqualTo("2");
                socket.send("3");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hasty")
    void a_poller_that_does_not_answer_is_gone(TestClient client) {
        var poller = Poller.open(client);
        assertThat(poller.get().text()).isEqualTo("2");
        assertThat(poller.gone().at("/code").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("hasty")
    void a_websocket_that_does_not_answer_is_closed(TestClient client) {
        var socket = client.webSocket(Poller.WEBSOCKET);
        Poller.opening(socket.text());

        assertThat(socket.text()).isEqualTo("2");
        assertThat(socket.closed()).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("hasty")
    void a_connection_of_which_half_is_left_ends_in_time(TestClient client) {
        var socket = client.socket("/");
        socket.connection().stopReading();

        assertThat(LEAVINGS.reason(socket.id())).isEqualTo("ping timeout");
        socket.connection().breakOff();
    }

    @ParameterizedTest
    @MethodSource("patient")
    void a_connection_that_is_closed_or_broken_off_ends_at_once(TestClient client) {
        var first = client.socket("/");
        var second = client.socket("/");
        first.close();
        second.connection().breakOff();

        assertThat(LEAVINGS.reason(first.id())).isEqualTo("transport close");
        assertThat(LEAVINGS.reason(second.id())).isEqualTo("transport close");
    }

    @ParameterizedTest
    @MethodSource("patient")
    void a_client_does_not_ask_the_server(TestClient client) {
        try (var socket = client.socket("/")) {
            var id = socket.id();
            socket.connection().send("2");

            assertThat(LEAVINGS.reason(id)).isEqualTo("transport error");
            assertThat(socket.closed()).isEqualTo("transport close");
        }
    }

    @Test
    void the_programs_hear_of_the_silence() {
        var limits = RealtimeLimits.standard().heartbeat(Duration.ofMillis(100), Duration.ofMillis(900));
        var draft = Realtime.serving(Namespace.named("/").open().disconnected(LEAVINGS))
                .within(limits);
        try (var backend = Doors.started(draft)) {
            var poller = Poller.open(backend.inMemory());

            assertThat(LEAVINGS.reason(poller.join())).isEqualTo("ping timeout");
        }
    }
}
