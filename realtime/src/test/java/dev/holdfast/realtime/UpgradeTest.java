package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The change from polling to a WebSocket (Engine.IO protocol 4, "Upgrade"). */
class UpgradeTest {

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(root()));

    private static Namespace root() {
        return Namespace.named("/")
                .open()
                .handling("echo", event -> Ack.of(event.arguments().all().toArray()))
                .handling("transport", event -> Ack.of(event.socket().transport()))
                .handling("count", event -> {
                    IntStream.range(0, event.arguments().bind(0, Integer.class))
                            .forEach(number -> event.socket().emit("number", number));
                    return Ack.ok();
                });
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_session_goes_on_over_the_websocket(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        poller.post("421[\"transport\"]");
        assertThat(poller.next()).isEqualTo("431[\"polling\"]");

        try (var socket = poller.webSocket().send("2probe")) {
            assertThat(socket.text()).isEqualTo("3probe");
            socket.send("5").send("422[\"transport\"]");
            assertThat(socket.text()).isEqualTo("432[\"websocket\"]");
            assertThat(poller.get().text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
            assertThat(poller.post("3").at("/code").intValue()).isEqualTo(3);
            socket.send("423[\"echo\"]");
            assertThat(socket.text()).isEqualTo("433[]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_poll_that_waits_is_ended_when_the_websocket_has_been_tried(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        var poll = poller.getting();
        try (var socket = poller.webSocket().send("2probe")) {
            assertThat(socket.text()).isEqualTo("3probe");
            assertThat(poll.join().text()).isEqualTo("6");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_was_sent_before_the_change_comes_before_what_is_sent_after(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        try (var socket = poller.webSocket().send("2probe")) {
            assertThat(socket.text()).isEqualTo("3probe");
            poller.post("421[\"count\",30]");
            var first = poller.next();
            var polled = new ArrayList<>(List.of(first));
            socket.send("5").send("422[\"echo\",\"end\"]");
            for (var packet = socket.text(); !packet.equals("432[\"end\"]"); packet = socket.text()) {
                polled.add(packet);
            }
            polled.addAll(1, poller.rest());

            assertThat(polled)
                    .filteredOn(packet -> packet.startsWith("42"))
                    .containsExactlyElementsOf(IntStream.range(0, 30)
                            .mapToObj(number -> "42[\"number\",%d]".formatted(number))
                            .toList());
        }
    }

    /** As the official client does it: it polls until it has been told to stop, and only then goes on. */
    @ParameterizedTest
    @MethodSource("clients")
    void nothing_is_lost_or_out_of_order_while_the_server_goes_on_sending(TestClient client) throws Exception {
        var poller = Poller.open(client);
        poller.join();
        var come = new ArrayList<String>();
        var isPaused = new AtomicBoolean();
        var polling = Thread.startVirtualThread(() -> {
            while (!isPaused.get()) {
                come.addAll(Poller.packets(poller.get()));
            }
        });
        poller.post("42[\"count\",400]");
        try (var socket = poller.webSocket().send("2probe")) {
            assertThat(socket.text()).isEqualTo("3probe");
            isPaused.set(true);
            polling.join();
            socket.send("5").send("42[\"count\",400]").send("429[\"echo\"]");
            for (var packet = socket.text(); !packet.equals("439[]"); packet = socket.text()) {
                come.add(packet);
            }
            assertThat(come)
                    .filteredOn(packet -> packet.startsWith("42"))
                    .containsExactlyElementsOf(IntStream.range(0, 800)
                            .mapToObj(number -> "42[\"number\",%d]".formatted(number % 400))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2prober", "3", "3probe", "4hello", "1", "6", "0", "abc", ""})
    void anything_but_a_probe_ends_the_websocket_and_not_the_session(String packet) {
        for (var client : BACKEND.bothDoors()) {
            var poller = Poller.open(client);
            poller.join();
            poller.webSocket().send(packet).closed();

            poller.post("421[\"transport\"]");
            assertThat(poller.next()).isEqualTo("431[\"polling\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_probe_that_is_broken_off_can_be_tried_again(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        var first = poller.webSocket().send("2probe");
        assertThat(first.text()).isEqualTo("3probe");
        first.send("4").closed();

        try (var second = poller.webSocket().send("2probe")) {
            assertThat(second.text()).isEqualTo("3probe");
            second.send("5").send("421[\"transport\"]");
            assertThat(second.text()).isEqualTo("431[\"websocket\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_second_websocket_is_closed_and_the_first_not_disturbed(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        try (var first = poller.webSocket().send("2probe")) {
            assertThat(first.text()).isEqualTo("3probe");
            poller.webSocket().closed();
            first.send("5").send("421[\"echo\"]");
            assertThat(first.text()).isEqualTo("431[]");
            poller.webSocket().closed();
            first.send("422[\"echo\"]");
            assertThat(first.text()).isEqualTo("432[]");
        }
    }

    @Test
    void a_websocket_that_does_not_take_over_in_time_is_closed() {
        var limits = RealtimeLimits.standard().joining(Duration.ofSeconds(45), Duration.ofMillis(50));
        try (var backend = Doors.started(Realtime.serving(root()).within(limits))) {
            var poller = Poller.open(backend.overSocket());
            poller.join();
            poller.webSocket().closed();

            poller.post("421[\"transport\"]");
            assertThat(poller.next()).isEqualTo("431[\"polling\"]");
        }
    }
}
