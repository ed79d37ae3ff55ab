package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.Cors;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session begins, or does not (Engine.IO protocol 4, "Handshake"). */
class HandshakeTest {

    @RegisterExtension
    static final Backend BACKEND =
            Doors.of(Realtime.serving(Namespace.named("/").open().handling("how", HandshakeTest::how))
                    .openTo(Cors.CLOSED));

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_session_over_polling_begins_with_exactly_five_facts(TestClient client) {
        var reply = client.get(Poller.POLLING);
        var facts = Poller.opening(reply.text());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(facts.propertyNames())
                .containsExactly("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(facts.path("sid").stringValue()).matches("[A-Za-z0-9_-]{20}");
        assertThat(facts.path("upgrades").toString()).isEqualTo("[\"websocket\"]");
        assertThat(facts.path("pingInterval").intValue()).isEqualTo(25_000);
        assertThat(facts.path("pingTimeout").intValue()).isEqualTo(20_000);
        assertThat(facts.path("maxPayload").intValue()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_session_over_a_websocket_begins_with_the_same_and_nothing_to_change_to(TestClient client) {
        try (var socket = client.webSocket(Poller.WEBSOCKET)) {
            var facts = Poller.opening(socket.text());

            assertThat(facts.propertyNames())
                    .containsExactly("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
            assertThat(facts.path("upgrades").isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET EIO=4 400 0 Transport_unknown",
                "GET EIO=4&transport=abc 400 0 Transport_unknown",
                "GET EIO=4&transport=constructor 400 0 Transport_unknown",
                "GET EIO=4&transport=__proto__ 400 0 Transport_unknown",
                "GET EIO=4&transport=polling&transport=abc 400 0 Transport_unknown",
                "GET EIO=4&transport=polling&sid=abcdefghijklmnopqrst 400 1 Session_ID_unknown",
                "GET EIO=4&transport=polling&sid=__proto__ 400 1 Session_ID_unknown",
                "POST EIO=4&transport=polling&sid=constructor 400 1 Session_ID_unknown",
                "GET EIO=4&transport=polling&sid= 400 1 Session_ID_unknown",
                "POST EIO=4&transport=polling 400 2 Bad_handshake_method",
                "PUT EIO=4&transport=polling 400 2 Bad_handshake_method",
                "PATCH EIO=4&transport=polling 400 2 Bad_handshake_method",
                "DELETE EIO=4&transport=polling 400 2 Bad_handshake_method",
                "GET EIO=4&transport=websocket 400 3 Bad_request",
                "GET EIO=3&transport=polling 400 5 Unsupported_protocol_version",
                "GET EIO=abc&transport=polling 400 5 Unsupported_protocol_version",
                "GET transport=polling 400 5 Unsupported_protocol_version"
            })
    void who_asks_wrongly_is_told_by_code(String method, String query, int status, int code, String words) {
        for (var client : BACKEND.bothDoors()) {
            var reply = client.send(method, "/socket.io/?" + query, null);

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("Content-Type")).contains("application/json");
            assertThat(reply.text())
                    .isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, words.replace('_', ' ')));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "EIO=4&transport=abc 400 0",
                "EIO=4&transport=websocket&sid=abcdefghijklmnopqrst 400 1",
                "EIO=4&transport=polling 400 3",
                "EIO=3&transport=websocket 400 5",
                "transport=websocket 400 5"
            })
    void a_websocket_is_refused_before_it_is_one(String query, int status, int code) {
        for (var client : BACKEND.bothDoors()) {
            var reply = asWebSocket(client).get("/socket.io/?" + query);

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.at("/code").intValue()).isEqualTo(code);
        }
    }

    private static TestClient asWebSocket(TestClient client) {
        return client.with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example", "://localhost"})
    void T3_a_page_of_another_origin_is_kept_out(String origin) {
        for (var client : BACKEND.bothDoors()) {
            var stranger = client.with("Origin", origin);

            assertThat(stranger.get(Poller.POLLING).text()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
            assertThat(stranger.get(Poller.POLLING).status()).isEqualTo(403);
            assertThat(asWebSocket(stranger).get(Poller.WEBSOCKET).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_page_of_this_server_is_let_in(TestClient client) {
        assertThat(client.with("Origin", "http://localhost").get(Poller.POLLING).status())
                .isEqualTo(200);
    }

    @Test
    void T3_pages_of_named_origins_are_let_in_at_a_path_of_the_programs_own() {
        var draft = Realtime.serving(Namespace.named("/").open())
                .openTo(Cors.of(List.of("https://page.example")))
                .at("/live");
        try (var backend = Doors.started(draft)) {
            var client = backend.overSocket();
            var page = client.with("Origin", "https://page.example");

            assertThat(page.get("/live/?EIO=4&transport=polling").status()).isEqualTo(200);
            assertThat(client.with("Origin", "https://other.example")
                            .get("/live/?EIO=4&transport=polling")
                            .status())
                    .isEqualTo(403);
            assertThat(client.get(Poller.POLLING).status()).isEqualTo(404);
            try (var socket = page.webSocket("/live/?EIO=4&transport=websocket")) {
                Poller.opening(socket.text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_program_sees_how_a_client_came_and_no_more_than_is_kept(TestClient client) {
        var coming = client.with("User-Agent", "browser").with("X-Secret", "s").webSocket(Poller.WEBSOCKET + "&room=7");
        Poller.opening(coming.text());
        coming.send("40{\"name\":\"Anna\",\"number\":1}");

        assertThat(coming.text()).startsWith("40{");
        assertThat(coming.send("421[\"how\"]").text())
                .isEqualTo("431[\"7\",\"Anna\",\"none\",\"browser\",false,\"handshake of 127.0.0.1\"]");
        coming.close();
    }

    private static Ack how(Event event) {
        var handshake = event.socket().handshake();
        return Ack.of(
                handshake.query().get("room"),
                handshake.auth("name").orElse("none"),
                handshake.auth("number").orElse("none"),
                handshake.headers().first("User-Agent").orElse(""),
                handshake.headers().has("X-Secret"),
                handshake.toString());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_head_is_no_handshake(TestClient client) {
        assertThat(client.send("HEAD", Poller.POLLING, null).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void the_path_is_the_path_with_a_slash_and_without_and_nothing_below(TestClient client) {
        assertThat(client.get("/socket.io?EIO=4&transport=polling").status()).isEqualTo(200);
        assertThat(client.get("/socket.io/?EIO=4&transport=polling").status()).isEqualTo(200);
        assertThat(client.get("/socket.io/foo?EIO=4&transport=polling").status())
                .isEqualTo(404);
        assertThat(client.get("/socket.iofoo/?EIO=4&transport=polling").status())
                .isEqualTo(404);
    }
}
