package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events and their acknowledgements, in both directions and the same at both doors. */
class EventsTest {

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(Namespace.named("/")
            .open()
            .handling("echo", event -> {
                event.socket().emit("echoed", event.arguments().all().toArray());
                return Ack.of(event.arguments().all().toArray());
            })
            .handling(
                    "question",
                    event -> Ack.of(event.socket().ask("who are you", 7).json(0)))));

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void an_event_comes_as_it_was_sent_with_bytes_however_deep(TestClient client) {
        try (var socket = client.socket("/")) {
            var deep = Map.of("list", List.of(1, Map.of("bytes", new byte[] {1, 2})));
            var ack = socket.ask("echo", "a", new byte[] {3}, deep, null);
            var echoed = socket.next("echoed");

            assertThat(echoed).isEqualTo(ack);
            assertThat(ack.get(0).stringValue()).isEqualTo("a");
            assertThat(ack.get(1).binaryValue()).containsExactly(3);
            assertThat(ack.at("/2/list/1/bytes").binaryValue()).containsExactly(1, 2);
            assertThat(ack.get(3).isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_takes_no_bytes_gets_them_as_text(TestClient client) {
        try (var socket = client.webSocket(Poller.WEBSOCKET + "&b64=1")) {
            Poller.opening(socket.text());
            assertThat(socket.send("40").text()).startsWith("40{");
            socket.send("451-1[\"echo\",{\"_placeholder\":true,\"num\":0}]").send("bAQIDBA==");

            assertThat(socket.text()).isEqualTo("451-[\"echoed\",{\"_placeholder\":true,\"num\":0}]");
            assertThat(socket.text()).isEqualTo("bAQIDBA==");
            assertThat(socket.text()).isEqualTo("461-1[{\"_placeholder\":true,\"num\":0}]");
            assertThat(socket.text()).isEqualTo("bAQIDBA==");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void several_attachments_come_in_the_order_of_their_places(TestClient client) {
        try (var socket = client.webSocket(Poller.WEBSOCKET)) {
            Poller.opening(socket.text());
            assertThat(socket.send("40").text()).startsWith("40{");
            socket.send("452-[\"echo\",{\"a\":{\"_placeholder\":true,\"num\":1}},{\"_placeholder\":true,\"num\":0}]")
                    .send(new byte[] {0})
                    .send(new byte[] {1});

            assertThat(socket.text())
                    .isEqualTo(
                            "452-[\"echoed\",{\"a\":{\"_placeholder\":true,\"num\":0}},{\"_placeholder\":true,\"num\":1}]");
            assertThat(socket.bytes()).containsExactly(1);
            assertThat(socket.bytes()).containsExactly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void half_a_character_is_answered_and_hurts_nobody(TestClient client) {
        try (var socket = client.webSocket(Poller.WEBSOCKET)) {
            Poller.opening(socket.text());
            assertThat(socket.send("40").text()).startsWith("40{");
            socket.send("421[\"echo\",\"\\ud800\"]");

            assertThat(socket.text()).isEqualTo("42[\"echoed\",\"\\uD800\"]");
            assertThat(socket.text()).isEqualTo("431[\"\\uD800\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_handler_can_ask_the_client_and_wait(TestClient client) {
        try (var socket = client.socket("/").answering("who are you", asked -> "number " + asked.get(0))) {
            assertThat(socket.ask("question").get(0).stringValue()).isEqualTo("number 7");
        }
    }
}
