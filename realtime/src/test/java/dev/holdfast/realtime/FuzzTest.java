package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages made of the right pieces in the wrong order: whatever comes, nothing fails here. */
class FuzzTest {

    static final Failures FAILURES = new Failures();
    static final List<String> PIECES = List.of(
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "51-",
            "52-",
            "62-",
            "510-",
            "-1",
            "/",
            "/other",
            "/other,",
            ",",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\"echo\"",
            "[\"echo\"",
            "[\"echo\"]",
            "[\"echo\",",
            "\"_placeholder\"",
            "\"num\"",
            ":",
            "true",
            "null",
            "0.5",
            "{\"_placeholder\":true,\"num\":0}",
            "{\"token\":1}",
            "\\ud800",
            "\u00fc",
            " ",
            "\u0000",
            "\u001e",
            "b",
            "AQID",
            "=",
            "e9");

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(
                    Namespace.named("/")
                            .open()
                            .handling(
                                    "echo",
                                    event -> Ack.of(event.arguments().all().toArray())),
                    Namespace.named("/other").open())
            .tellingTo(FAILURES));

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private final Random random = new Random(20_240_715);

    private String message() {
        var text = IntStream.rangeClosed(0, random.nextInt(8))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        return random.nextInt(10) == 0 ? text : "4" + text;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatever_comes_over_a_websocket_hurts_nobody_else(TestClient client) {
        for (var connection = 0; connection < 300; connection++) {
            var socket = client.webSocket(Poller.WEBSOCKET).send("40").send("40/other,");
            for (var message = 0; message < 8; message++) {
                socket.send(message());
                if (random.nextInt(8) == 0) {
                    socket.send(new byte[random.nextInt(3)]);
                }
            }
            socket.close();
        }
        assertUnharmed(client);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatever_is_posted_is_taken_or_refused(TestClient client) {
        for (var session = 0; session < 300; session++) {
            var poller = Poller.open(client);
            poller.post("40", "40/other,");
            var body = IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(_ -> message())
                    .toArray(String[]::new);

            assertThat(poller.post(body).status()).isIn(200, 400);
            poller.post("1");
        }
        assertUnharmed(client);
    }

    private static void assertUnharmed(TestClient client) {
        try (var socket = client.socket("/")) {
            assertThat(socket.ask("echo", 1).get(0).intValue()).isEqualTo(1);
        }
        assertThat(FAILURES.all()).isEmpty();
    }
}
