package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no packet ends who sends it, and nobody else (Socket.IO protocol 5, "Packet encoding"). */
class MalformedPacketsTest {

    static final Leavings LEAVINGS = new Leavings();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(
                    Namespace.named("/")
                            .open()
                            .disconnected(LEAVINGS)
                            .handling(
                                    "echo",
                                    event -> Ack.of(event.arguments().all().toArray())),
                    Namespace.named("/other").open())
            .within(RealtimeLimits.standard().payload(5_000)));

    /** Why it is refused, and what is sent: texts are packets, and a number stands for so many bytes. */
    static List<Arguments> malformed() {
        return List.of(
                of("an empty message", ""),
                of("no type", "x"),
                of("a type there is not", "7"),
                of("a type there is not", "/"),
                of("an event without a payload", "2"),
                of("an event that is an object", "2{}"),
                of("an event that is a text", "2\"echo\""),
                of("an event without a name: CVE-2022-2421", "2[]"),
                of("a name that is null: CVE-2023-32695", "2[null]"),
                of("a name that is an object: CVE-2023-32695", "2[{\"toString\":\"x\"}]"),
                of("a name that is a list: CVE-2023-32695", "2[[]]"),
                of("a name that is a place for bytes: CVE-2022-2421", "51-[{\"_placeholder\":true,\"num\":0}]", 1),
                of("a name that is reserved", "2[\"connect\"]"),
                of("a name that is reserved", "2[\"connect_error\"]"),
                of("a name that is reserved", "2[\"disconnect\"]"),
                of("a name that is reserved", "2[\"disconnecting\"]"),
                of("a name that is reserved", "2[\"newListener\"]"),
                of("a name that is reserved", "2[\"removeListener\"]"),
                of("a name that is too long", "2[\"" + "x".repeat(129) + "\"]"),
                of("letters where the id is", "2abc[\"echo\"]"),
                of("no JSON", "2[\"echo\""),
                of("more than JSON", "2[\"echo\"]]"),
                of("a name twice", "2[\"echo\",{\"a\":1,\"a\":2}]"),
                of("JSON that is too deep", "2[\"echo\"," + "[".repeat(100) + "]".repeat(100) + "]"),
                of("an id that is too long", "2" + "9".repeat(400) + "[\"echo\"]"),
                of("a number that is too long", "2[\"echo\"," + "9".repeat(1_000) + "]"),
                of("a number with too large an exponent", "2[\"echo\",1e9999999999]"),
                of("a name with too small an exponent", "2[1e-9999999999]"),
                of("an answer without an id", "3[]"),
                of("an answer that is no list", "31{}"),
                of("an answer without a payload", "31"),
                of("a farewell that says more", "1{}"),
                of("a refusal from a client", "4{\"message\":\"no\"}"),
                of("a second joining", "0"),
                of("a proof that is a list", "0/other,[]"),
                of("a proof that is a text", "0/other,\"x\""),
                of("an event elsewhere", "2/other,[\"echo\"]"),
                of("an event nowhere", "2/nowhere,[\"echo\"]"),
                of("an answer elsewhere", "3/other,1[]"),
                of("a farewell elsewhere", "1/other,"),
                of("a namespace that is too long", "0/" + "x".repeat(128) + ","),
                of("a namespace by another name", "2__proto__,[\"echo\"]"),
                of("no number of attachments", "5-[\"echo\"]"),
                of("no number of attachments", "5[\"echo\"]"),
                of("a number of attachments that is none", "5x-[\"echo\"]"),
                of("fewer than no attachments", "5-1-[\"echo\"]"),
                of("a part of an attachment", "51.5-[\"echo\"]"),
                of("an attachment without a place", "51-[\"echo\"]", 1),
                of("attachments, too many: CVE-2026-33151", "511-[\"echo\"]"),
                of("attachments, far too many: CVE-2026-33151", "5999999999-[\"echo\"]"),
                of("attachments of an answer, too many: CVE-2026-33151", "611-1[]"),
                of(
                        "a place that is a text: CVE-2022-2421",
                        "51-[\"echo\",{\"_placeholder\":true,\"num\":\"splice\"}]",
                        1),
                of("a place that is missing: CVE-2022-2421", "51-[\"echo\",{\"_placeholder\":true}]", 1),
                of("a place below the first: CVE-2022-2421", "51-[\"echo\",{\"_placeholder\":true,\"num\":-1}]", 1),
                of("a place above the last: CVE-2022-2421", "51-[\"echo\",{\"_placeholder\":true,\"num\":1}]", 1),
                of("a part of a place", "51-[\"echo\",{\"_placeholder\":true,\"num\":0.5}]", 1),
                of(
                        "two places for one attachment",
                        "51-[\"echo\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]",
                        1),
                of("a place of great number", "51-[\"echo\",{\"_placeholder\":true,\"num\":4294967296}]", 1),
                of("text where an attachment is due", "51-[\"echo\",{\"_placeholder\":true,\"num\":0}]", "2[\"echo\"]"),
                of(
                        "attachments that are too large",
                        "52-[\"echo\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
                        2_600,
                        2_600),
                of("an attachment of nothing", 1),
                of("attachments for a namespace that was not joined", "51-/elsewhere,[\"echo\"]"));
    }

    private static Arguments of(String why, Object... messages) {
        return Arguments.of(why, List.of(messages));
    }

    private static Stream<Arguments> malformed(Predicate<String> which) {
        return malformed().stream().filter(each -> which.test(String.valueOf(each.get()[0])));
    }

    static Stream<Arguments> places() {
        return malformed(why -> why.contains("CVE-2022-2421"));
    }

    static Stream<Arguments> names() {
        return malformed(why -> why.contains("CVE-2023-32695"));
    }

    static Stream<Arguments> crowds() {
        return malformed(why -> why.contains("CVE-2026-33151"));
    }

    static Stream<Arguments> others() {
        return malformed(why -> !why.contains("CVE-"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void CVE_2022_2421_an_attachment_without_a_proper_place_ends_the_connection_alone(
            String why, List<Object> messages) {
        endsTheConnection(why, messages);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void CVE_2023_32695_an_event_with_something_else_for_a_name_ends_the_connection_alone(
            String why, List<Object> messages) {
        endsTheConnection(why, messages);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crowds")
    void CVE_2026_33151_attachments_beyond_ten_end_the_connection_before_they_come(String why, List<Object> messages) {
        endsTheConnection(why, messages);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void what_is_no_packet_ends_the_connection_alone(String why, List<Object> messages) {
        endsTheConnection(why, messages);
    }

    private static void endsTheConnection(String why, List<Object> messages) {
        for (var client : BACKEND.bothDoors()) {
            var socket = client.socket("/");
            for (var message : messages) {
                switch (message) {
                    case Integer size -> socket.connection().send(new byte[size]);
                    default -> socket.connection().send("4" + message);
                }
            }

            assertThat(LEAVINGS.reason(socket.id())).as(why).isEqualTo("forced close");
            assertThat(socket.closed()).isEqualTo("transport close");
            assertThat(socket.connection().closed()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "7", "b===", "b!"})
    void what_is_no_packet_of_the_engine_ends_it_too(String message) {
        for (var client : BACKEND.bothDoors()) {
            var socket = client.socket("/");
            socket.connection().send(message);

            assertThat(LEAVINGS.reason(socket.id())).isEqualTo("parse error");
            assertThat(socket.closed()).isEqualTo("transport close");
        }
    }

    static Stream<Arguments> strange() {
        return Stream.of(
                Arguments.of("421[\"__proto__\",{\"__proto__\":{\"x\":1}}]", "431[{\"status\":\"error\""),
                Arguments.of("421[7]", "431[{\"status\":\"error\""),
                Arguments.of(
                        "421[\"echo\",{\"constructor\":1,\"__proto__\":2}]",
                        "431[{\"constructor\":1,\"__proto__\":2}]"),
                Arguments.of("450-1[\"echo\"]", "431[]"),
                Arguments.of("421[\"echo\",{\"_placeholder\":false,\"num\":\"x\"}]", "431[{\"_placeholder\":false"),
                Arguments.of("42999999999999999[\"echo\"]", "43999999999999999[]"),
                Arguments.of("40/__proto__,", "44/__proto__,{\"message\":\"Invalid namespace\"}"),
                Arguments.of("40/other", "40/other,{\"sid\":"));
    }

    @ParameterizedTest
    @MethodSource("strange")
    void what_is_strange_and_allowed_is_answered(String packet, String answer) {
        for (var client : BACKEND.bothDoors()) {
            try (var socket = client.webSocket(Poller.WEBSOCKET)) {
                Poller.opening(socket.text());
                assertThat(socket.send("40").text()).startsWith("40{");
                assertThat(socket.send(packet).text()).startsWith(answer);
            }
        }
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void CVE_2020_36049_a_message_that_is_too_large_is_not_put_together(TestClient client) {
        var socket = client.socket("/");
        socket.connection().send("42[\"echo\",\"" + "x".repeat(5_000) + "\"]");

        assertThat(socket.connection().closed()).isEqualTo(1009);
        assertThat(LEAVINGS.reason(socket.id())).isEqualTo("transport error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /socket.io/?EIO=4&transport=polling&sid=%s HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n",
                "POST /socket.io/?EIO=4&transport=polling&sid=%s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1389\r\n"
            })
    void CVE_2020_36048_a_body_that_is_too_large_is_refused_while_it_comes(String head) {
        var poller = Poller.open(BACKEND.inMemory());
        poller.join();
        for (var connection : List.of(BACKEND.rawInMemory(), BACKEND.rawOverSocket())) {
            connection.send(head.formatted(poller.sid())).send("x".repeat(5_001));

            assertThat(connection.await(text -> text.contains("\r\n\r\n"))).startsWith("HTTP/1.1 413 ");
            connection.close();
        }
        poller.post("421[\"echo\"]");
        assertThat(poller.next()).isEqualTo("431[]");
    }

    /** CVE-2022-21676, CVE-2022-41940 and CVE-2023-31125: requests that ended the process of the reference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/?EIO=4&transport=websocket&sid=%",
                "/socket.io/?EIO=4&transport=websocket&sid=%C0%80",
                "/socket.io/?EIO=4&transport=websocket&sid=__proto__",
                "/socket.io/?EIO=4&transport=__proto__",
                "/socket.io/?EIO=4&transport=toString",
                "/socket.io/?EIO=4&EIO=5&transport=websocket",
                "/socket.io/?&&=&=&",
                "/socket.io/?EIO=99999999999999999999&transport=websocket"
            })
    void CVE_2022_41940_a_crafted_handshake_is_refused(String target) {
        for (var connection : List.of(BACKEND.rawInMemory(), BACKEND.rawOverSocket())) {
            connection.send(
                    "GET %s HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n".formatted(target)
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

            assertThat(connection.await(text -> text.contains("\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
            connection.close();
        }
    }

    @AfterEach
    void others_are_answered() {
        for (var client : BACKEND.bothDoors()) {
            try (var socket = client.socket("/")) {
                assertThat(socket.ask("echo", Arrays.asList(1, null)).toString())
                        .isEqualTo("[[1,null]]");
            }
        }
    }
}
