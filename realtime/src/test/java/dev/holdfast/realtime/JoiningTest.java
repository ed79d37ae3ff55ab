package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.http.Request;
import dev.holdfast.limit.Quota;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import dev.holdfast.testkit.TestWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What joining costs whoever is joined, however often and with however much a client does it. */
class JoiningTest {

    private static final AtomicInteger DECIDING = new AtomicInteger();
    private static final Semaphore DECISION = new Semaphore(0);
    private static final AtomicBoolean IS_BROKEN = new AtomicBoolean();
    private static final Tokens TOKENS = new Tokens();
    private static final Failures FAILURES = new Failures();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(
                    Namespace.named("/").open(), Namespace.named("/slow").open().admitting(_ -> {
                        DECIDING.incrementAndGet();
                        DECISION.acquireUninterruptibly();
                    }))
            .within(RealtimeLimits.standard().events(Quota.of("40/1h"), Quota.OFF)));

    @RegisterExtension
    static final Backend WATCHED = Doors.of(Realtime.serving(Namespace.named("/"))
            .authenticatedBy(JoiningTest::authenticate)
            .tellingTo(FAILURES)
            .watchingEvery(Duration.ofMillis(50)));

    private static Caller authenticate(Request request) {
        if (IS_BROKEN.get()) {
            throw new StackOverflowError("whoever finds out who is asking is broken");
        }
        return TOKENS.authenticate(request);
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private static TestWebSocket opened(TestClient client) {
        var socket = client.webSocket(Poller.WEBSOCKET);
        socket.text();
        return socket;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_proves_who_joins_is_a_token_and_no_mountain(TestClient client) {
        try (var socket = opened(client)) {
            socket.send("40{\"token\":\"" + "x".repeat(16 * 1024) + "\"}");

            assertThat(socket.closed()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_joins_and_leaves_before_it_is_decided_does_so_only_so_often(TestClient client) {
        DECIDING.set(0);
        DECISION.drainPermits();
        try (var socket = opened(client)) {
            IntStream.range(0, 30).forEach(_ -> socket.send("40/slow,").send("41/slow,"));

            assertThat(socket.closed()).isEqualTo(1000);
            assertThat(DECIDING).hasValueLessThanOrEqualTo(16);
        } finally {
            DECISION.release(30);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_joins_again_and_again_is_told_to_wait_and_then_closed(TestClient client) {
        try (var socket = opened(client)) {
            for (var join = 0; join < 40; join++) {
                assertThat(socket.send("40").text()).startsWith("40{");
                socket.send("41");
            }

            assertThat(socket.send("40").text()).startsWith("44{").contains("too_many_requests");
            IntStream.range(0, 40).forEach(_ -> socket.send("40"));
            assertThat(socket.closed()).isEqualTo(1000);
        }
    }

    @Test
    void who_is_put_out_is_found_also_after_it_was_not_possible_to_ask() {
        TOKENS.give("t", "anna");
        try (var socket = WATCHED.overSocket().socket("/", Map.of("token", "t"))) {
            socket.welcome();
            IS_BROKEN.set(true);
            Doors.eventually(() -> !FAILURES.all().isEmpty());
            TOKENS.revoke("t");
            IS_BROKEN.set(false);

            assertThat(socket.next("problem").at("/0/code").stringValue()).isEqualTo("unauthenticated");
            assertThat(socket.closed()).isEqualTo("io server disconnect");
        }
    }
}
