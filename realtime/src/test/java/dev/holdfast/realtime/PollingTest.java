package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.RawConnection;
import dev.holdfast.testkit.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long-polling (Engine.IO protocol 4, "HTTP long-polling"). */
class PollingTest {

    static final Leavings LEAVINGS = new Leavings();
    static final CountDownLatch HELD = new CountDownLatch(1);

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(Namespace.named("/")
                    .open()
                    .disconnected(LEAVINGS)
                    .handling("hold", _ -> {
                        HELD.await();
                        return Ack.ok();
                    })
                    .handling("echo", event -> Ack.of(event.arguments().all().toArray())))
            .within(RealtimeLimits.standard().payload(2_000)));

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    static List<Supplier<RawConnection>> raw() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void several_packets_go_in_one_body_and_are_answered_in_order(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        var reply = poller.post("421[\"echo\",1]", "422[\"echo\",\"two\"]", "423[\"echo\",[3]]");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.header("Content-Type")).contains("text/html");
        assertThat(List.of(poller.next(), poller.next(), poller.next()))
                .containsExactly("431[1]", "432[\"two\"]", "433[[3]]");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bytes_go_as_base64_after_the_packet_that_holds_their_places(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        poller.post("451-7[\"echo\",{\"_placeholder\":true,\"num\":0}]", "bAQIDBA==");

        assertThat(poller.next()).isEqualTo("461-7[{\"_placeholder\":true,\"num\":0}]");
        assertThat(poller.next()).isEqualTo("bAQIDBA==");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void numbers_and_the_order_of_names_come_back_as_they_were(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        poller.post("421[\"echo\",{\"z\":1.0,\"a\":[12345678901234567890,\"\\u00fc\"]}]");

        assertThat(poller.next()).isEqualTo("431[{\"z\":1.0,\"a\":[12345678901234567890,\"\u00fc\"]}]");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_second_poll_beside_one_that_waits_ends_the_session(TestClient client) {
        var poller = Poller.open(client);
        var id = poller.join();
        var replies = Stream.of(poller.getting(), poller.getting())
                .map(each -> each.join().status() + " " + each.join().text())
                .toList();

        assertThat(replies).containsExactlyInAnyOrder("200 1", "400 {\"code\":3,\"message\":\"Bad request\"}");
        assertThat(poller.get().text()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
        assertThat(LEAVINGS.reason(id)).isEqualTo("transport error");
    }

    @ParameterizedTest
    @MethodSource("raw")
    void who_breaks_a_poll_off_has_left(Supplier<RawConnection> door) {
        var poller = Poller.open(BACKEND.inMemory());
        var id = poller.join();
        var connection = door.get();
        connection.send("GET %s&sid=%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(Poller.POLLING, poller.sid()));
        connection.breakOff();

        assertThat(LEAVINGS.reason(id)).isEqualTo("transport error");
        assertThat(poller.get().at("/code").intValue()).isEqualTo(1);
    }

    @Test
    void a_second_body_beside_one_that_is_being_taken_ends_the_session() throws Exception {
        var poller = Poller.open(BACKEND.overSocket());
        var id = poller.join();
        var many = IntStream.range(0, 80).mapToObj(_ -> "42[\"hold\"]").toArray(String[]::new);
        var first = Thread.startVirtualThread(() -> poller.post(many));
        var second = poller.post("3");
        while (second.status() == 200) {
            second = poller.post("3");
        }

        assertThat(second.text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(poller.get().at("/code").intValue()).isEqualTo(1);
        HELD.countDown();
        first.join();
        assertThat(LEAVINGS.reason(id)).isEqualTo("transport error");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_leaves_has_its_poll_ended_by_a_packet_that_means_nothing(TestClient client) {
        var polled = new ArrayList<String>();
        for (var attempt = 0; attempt < 10 && !polled.contains("6"); attempt++) {
            var poller = Poller.open(client);
            var id = poller.join();
            var poll = poller.getting();

            assertThat(poller.post("1").text()).isEqualTo("ok");
            polled.add(poll.join().text());
            assertThat(poller.get().status()).isEqualTo(400);
            assertThat(LEAVINGS.reason(id)).isEqualTo("transport close");
        }
        assertThat(polled).contains("6");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_leaves_without_a_poll_is_gone(TestClient client) {
        var poller = Poller.open(client);
        var id = poller.join();

        assertThat(poller.post("1").text()).isEqualTo("ok");
        assertThat(poller.gone().at("/code").intValue()).isEqualTo(1);
        assertThat(LEAVINGS.reason(id)).isEqualTo("transport close");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void an_octet_stream_ends_the_session(TestClient client) {
        var poller = Poller.open(client);
        var id = poller.join();
        var reply = client.with("Content-Type", "application/octet-stream")
                .post(Poller.POLLING + "&sid=" + poller.sid(), "42[\"echo\"]");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code").intValue()).isEqualTo(3);
        assertThat(LEAVINGS.reason(id)).isEqualTo("transport error");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_body_that_is_too_large_is_not_taken(TestClient client) {
        var poller = Poller.open(client);
        poller.join();

        assertThat(poller.post("4" + "x".repeat(2_000)).status()).isEqualTo(413);
        assertThat(poller.post("421[\"echo\",\"" + "x".repeat(1_900) + "\"]").status())
                .isEqualTo(200);
        assertThat(poller.next()).hasSizeGreaterThan(1_900);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_is_no_packet_ends_the_session(TestClient client) {
        var poller = Poller.open(client);
        var id = poller.join();

        assertThat(poller.post("abc").at("/code").intValue()).isEqualTo(3);
        assertThat(poller.get().at("/code").intValue()).isEqualTo(1);
        assertThat(LEAVINGS.reason(id)).isEqualTo("parse error");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_session_that_the_server_has_closed_tells_the_next_poll(TestClient client) {
        var poller = Poller.open(client);
        poller.post("4abc");

        assertThat(poller.get().text()).isEqualTo("6\u001e1");
        assertThat(poller.get().at("/code").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void other_methods_and_transports_are_no_part_of_a_session_and_do_not_harm_it(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        var there = "&sid=" + poller.sid();

        assertThat(client.put(Poller.POLLING + there, "x").status()).isEqualTo(400);
        assertThat(client.delete(Poller.POLLING + there).status()).isEqualTo(400);
        assertThat(client.get(Poller.WEBSOCKET + there).at("/code").intValue()).isEqualTo(3);
        poller.post("429[\"echo\"]");
        assertThat(poller.next()).isEqualTo("439[]");
    }
}
