package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.realtime.JavaPeer.Way;
import io.socket.client.Ack;
import io.socket.client.AckWithTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client talks to the server over a socket, by each of its transports. */
class JavaClientTest {

    private static Company company;

    @BeforeAll
    static void begin() {
        company = Company.begun();
    }

    @AfterAll
    static void end() {
        company.close();
    }

    private static JavaPeer peer(Way way) {
        return JavaPeer.connected(company.port(), way);
    }

    @ParameterizedTest
    @EnumSource
    void it_connects_and_knows_its_own_id(Way way) {
        try (var peer = peer(way)) {
            assertThat(peer.next("welcome")).hasSize(1);
            assertThat(peer.ask("who")).containsExactly(peer.socket().id(), false);
        }
    }

    @Test
    void it_changes_to_websocket_where_it_may() {
        try (var peer = peer(Way.UPGRADE)) {
            var transport = peer.ask("transport");
            while (!transport.equals(List.of("websocket"))) {
                assertThat(transport).containsExactly("polling");
                transport = peer.ask("transport");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void events_go_both_ways_whatever_comes_with_them(Way way) throws Exception {
        try (var peer = peer(way)) {
            peer.emit("say", 1, "é\u2028😀", JSONObject.NULL, true, new JSONObject("{\"a\":[1,{\"b\":null}]}"));

            var said = peer.next("said");
            assertThat(said.subList(0, 4)).containsExactly(1, "é\u2028😀", null, true);
            assertThat(said.get(4)).hasToString("{\"a\":[1,{\"b\":null}]}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytes_go_both_ways_at_any_depth(Way way) throws Exception {
        var bytes = new byte[] {0, 1, 30, -1, 127};
        try (var peer = peer(way)) {
            peer.emit("say", bytes, new JSONObject().put("deep", new JSONObject().put("file", bytes)));

            var said = peer.next("said");
            assertThat(said.get(0)).isEqualTo(bytes);
            assertThat(((JSONObject) said.get(1)).getJSONObject("deep").get("file"))
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_side_answers_the_other(Way way) {
        try (var peer = peer(way)) {
            peer.socket().on("question", values -> ((Ack) values[1]).call("yes, " + values[0], new byte[] {7}));

            var told = peer.ask("interview", "really?");
            assertThat(told.get(0)).isEqualTo("yes, really?");
            assertThat(told.get(1)).isEqualTo(new byte[] {7});
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_waits_for_an_answer_no_longer_than_it_says_and_one_that_is_late_does_no_harm(Way way) {
        var release = new CompletableFuture<Ack>();
        var timedOut = new CompletableFuture<Boolean>();
        try (var peer = peer(way)) {
            peer.socket().on("wait", values -> release.complete((Ack) values[0]));
            peer.socket().emit("put-off", new Object[0], new AckWithTimeout(50) {
                @Override
                public void onSuccess(Object... values) {
                    timedOut.complete(false);
                }

                @Override
                public void onTimeout() {
                    timedOut.complete(true);
                }
            });

            assertThat(timedOut.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
            release.orTimeout(20, TimeUnit.SECONDS).join().call();
            assertThat(peer.ask("who")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_server_waits_for_its_answer_no_longer_than_the_program_says(Way way) {
        try (var peer = peer(way)) {
            assertThat(peer.ask("interview-briefly", "?")).containsExactly("the operation has timed out");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_told_in_a_room_reaches_those_in_it_and_not_who_tells_it(Way way) {
        try (var ann = peer(way);
                var bob = peer(way);
                var eve = peer(way)) {
            ann.ask("join", "attic");
            bob.ask("join", "attic");
            ann.ask("tell", "attic", "first");
            bob.ask("tell", "attic", "second");
            eve.ask("who");

            assertThat(bob.next("told")).containsExactly("first");
            assertThat(ann.next("told")).containsExactly("second");
            assertThat(bob.hasHeard("told") || eve.hasHeard("told")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namespaces_share_a_connection_and_nothing_else(Way way) {
        try (var peer = peer(way);
                var second = peer.beside("/second");
                var made = peer.beside("/room-7")) {
            second.connect();
            made.connect();

            assertThat(second.ask("ask", 2)).containsExactly(2);
            assertThat(made.ask("where")).containsExactly("/room-7");
            assertThat(second.socket().id()).isNotEqualTo(peer.socket().id());
            second.socket().disconnect();
            assertThat(second.next("disconnect")).containsExactly("io client disconnect");
            assertThat(peer.ask("who")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_is_who_its_token_says(Way way) {
        try (var peer = JavaPeer.of(company.port(), way, "/members", Map.of("token", "ann"))) {
            peer.connect();

            assertThat(peer.ask("who")).containsExactly("ann");
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_is_not_let_in_is_told_why_in_words_and_by_a_code(Way way) throws Exception {
        assertThat(refusal(way, "/never", Map.of())).containsExactly("nobody comes in here", "forbidden");
        assertThat(refusal(way, "/members", Map.of())).containsExactly("sign in first", "unauthenticated");
        assertThat(refusal(way, "/members", Map.of("token", "forged")))
                .containsExactly("the token does not hold", "unauthenticated");
    }

    private static List<String> refusal(Way way, String namespace, Map<String, String> auth) throws Exception {
        try (var peer = JavaPeer.of(company.port(), way, namespace, auth)) {
            peer.socket().connect();
            var error = (JSONObject) peer.next("connect_error").getFirst();
            return List.of(
                    error.getString("message"), error.getJSONObject("data").getString("code"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_expired_token_ends_it(Way way) throws Exception {
        var token = "brief-" + way;
        try (var peer = JavaPeer.of(company.port(), way, "/members", Map.of("token", token))) {
            peer.connect();
            company.expire(token);

            var problem = (JSONObject) peer.next("problem").getFirst();
            assertThat(problem.getString("code")).isEqualTo("unauthenticated");
            assertThat(peer.next("disconnect")).containsExactly("io server disconnect");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whom_the_server_puts_out_knows_that_it_was_the_server(Way way) {
        for (var wish : List.of("put-me-out", "hang-up")) {
            try (var peer = peer(way)) {
                peer.emit(wish);

                assertThat(peer.next("disconnect")).containsExactly("io server disconnect");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_comes_back_by_itself_when_the_server_ends_the_connection(Way way) {
        try (var brisk = Company.brisk();
                var peer = JavaPeer.connected(brisk.port(), way)) {
            var before = peer.socket().id();
            peer.emit("break-off", "lost");

            assertThat(peer.next("disconnect").getFirst()).isIn(endings(way));
            peer.next("connect");
            assertThat(peer.ask("who").getFirst()).isNotEqualTo(before);
        }
    }

    /** This client does not heed the closing of a WebSocket, and notices it by the silence. */
    private static List<Object> endings(Way way) {
        return switch (way) {
            case POLLING -> List.of("transport close");
            case WEBSOCKET -> List.of("ping timeout");
            case UPGRADE -> List.of("transport close", "ping timeout");
        };
    }

    @Test
    void it_comes_back_by_itself_when_the_connection_is_cut() {
        try (var cable = Cable.to(company.port());
                var peer = JavaPeer.connected(cable.port(), Way.WEBSOCKET)) {
            peer.ask("who");
            cable.cut();

            assertThat(peer.next("disconnect").getFirst()).isIn("transport close", "transport error");
            peer.emit("say", "meanwhile");
            peer.next("connect");
            assertThat(peer.next("said")).containsExactly("meanwhile");
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_goes_to_another_server_when_this_one_stops(Way way) {
        try (var other = Company.begun();
                var one = Company.brisk();
                var cable = Cable.to(one.port());
                var peer = JavaPeer.connected(cable.port(), way)) {
            peer.ask("who");
            one.beforeTheEnd(() -> cable.lay(other.port()));
            one.endSoon();

            assertThat(peer.next("disconnect").getFirst()).isIn(endings(way));
            peer.next("connect");
            assertThat(peer.ask("who")).hasSize(2);
            assertThat(other.realtime().clients()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void many_events_keep_their_order_also_across_the_upgrade(Way way) {
        var numbers = IntStream.range(0, 500).boxed().toList();
        try (var peer = peer(way)) {
            peer.emit("count", 500);
            numbers.forEach(number -> peer.emit("say", number));

            var counted = new ArrayList<>();
            var said = new ArrayList<>();
            numbers.forEach(_ -> {
                counted.addAll(peer.next("number"));
                said.addAll(peer.next("said"));
            });
            assertThat(counted).isEqualTo(numbers);
            assertThat(said).isEqualTo(numbers);
        }
    }
}
