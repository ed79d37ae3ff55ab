package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests on one connection: in order, bounded, and ended as agreed. */
class ConnectionTest {

    static final Semaphore GATE = new Semaphore(0);
    static final AtomicInteger INSIDE = new AtomicInteger();
    static final LinkedBlockingQueue<Exchange> DONE = new LinkedBlockingQueue<>();
    static final ConcurrentLinkedQueue<Throwable> FAILED = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        var routes = group(
                "/",
                get("/n/{n}").open().returns(String.class).to(request -> Response.ok("n", request.path("n"))),
                get("/slow/{n}").open().returns(String.class).to(request -> {
                    INSIDE.incrementAndGet();
                    GATE.acquire();
                    return Response.ok("n", request.path("n"));
                }),
                get("/thread")
                        .open()
                        .returns(Boolean.class)
                        .to(_ -> Response.ok("virtual", Thread.currentThread().isVirtual())),
                post("/echo")
                        .open()
                        .rawBody()
                        .returns(Integer.class)
                        .to(request -> Response.ok("size", request.content().length)));
        return App.serving(routes).tellingTo(new Telemetry() {
            @Override
            public void done(Exchange exchange) {
                DONE.add(exchange);
            }

            @Override
            public void failed(String context, Throwable failure) {
                FAILED.add(failure);
            }
        });
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static List<String> numbers(String answers) {
        return Pattern.compile("\"n\":\"(\\w+)\"")
                .matcher(answers)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void pipelined_requests_are_answered_in_order(Supplier<RawConnection> door) {
        var requests = new StringBuilder("GET /slow/0 HTTP/1.1\r\nHost: a\r\n\r\n");
        for (var index = 1; index < 40; index++) {
            requests.append("GET /n/").append(index).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (var connection = door.get()) {
            connection.send(requests.toString());
            GATE.release();
            var answers = connection.await(text -> numbers(text).size() == 40);
            for (var index = 0; index < 40; index++) {
                assertThat(numbers(answers).get(index)).isEqualTo(Integer.toString(index));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void only_one_request_of_a_connection_is_under_way(Supplier<RawConnection> door) {
        var before = INSIDE.get();
        try (var connection = door.get()) {
            connection.send("GET /slow/a HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5));
            GATE.release();
            connection.await(text -> numbers(text).size() == 1);
            GATE.release(4);
            connection.await(text -> numbers(text).size() == 5);
        }
        assertThat(INSIDE.get() - before).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void requests_cut_into_single_bytes_are_understood(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var request =
                    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
            for (var character : request.split("", -1)) {
                connection.send(character);
            }
            assertThat(connection.await(text -> text.contains("size"))).contains("{\"size\":5}");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_connection_ends_when_the_client_says_so_and_lives_on_otherwise(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection
                    .send("GET /n/1 HTTP/1.1\r\nHost: a\r\n\r\n")
                    .await(text -> numbers(text).size() == 1);
            var all = connection
                    .send(
                            "GET /n/2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /n/3 HTTP/1.1\r\nHost: a\r\n\r\n")
                    .awaitClose();
            assertThat(numbers(all)).containsExactly("1", "2");
            assertThat(all).contains("Connection: close");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void http_1_0_is_closed_unless_asked_to_stay(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            assertThat(connection.send("GET /n/1 HTTP/1.0\r\n\r\n").awaitClose())
                    .contains("Connection: close");
        }
        try (var connection = door.get()) {
            var request = "GET /n/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            var answer = connection.send(request).await(text -> numbers(text).size() == 1);
            assertThat(answer).contains("Connection: keep-alive");
            connection.send(request).await(text -> numbers(text).size() == 2);
        }
    }

    /** As the client of Java and curl ask with their first request. */
    @ParameterizedTest
    @MethodSource("doors")
    void an_upgrade_that_is_not_offered_is_passed_over(Supplier<RawConnection> door) {
        var request = """
                GET /n/%d HTTP/1.1\r
                Host: a\r
                Connection: Upgrade, HTTP2-Settings\r
                Upgrade: h2c\r
                HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r
                \r
                """;
        try (var connection = door.get()) {
            connection.send(request.formatted(1)).await(text -> numbers(text).size() == 1);
            var all = connection
                    .send(request.formatted(2) + request.formatted(3))
                    .await(text -> numbers(text).size() == 3);
            assertThat(numbers(all)).containsExactly("1", "2", "3");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoever_asks_for_a_websocket_where_there_is_none_is_told_that_the_connection_ends(
            Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var answer = connection
                    .send("GET /n/1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                    .awaitClose();
            assertThat(answer).contains("Connection: close");
            assertThat(numbers(answer)).containsExactly("1");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void an_absolute_target_is_understood(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var answer = connection
                    .send("GET http://a/n/7 HTTP/1.1\r\nHost: a\r\n\r\n")
                    .await(text -> numbers(text).size() == 1);
            assertThat(numbers(answer)).containsExactly("7");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void every_request_runs_on_a_virtual_thread(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            assertThat(connection
                            .send("GET /thread HTTP/1.1\r\nHost: a\r\n\r\n")
                            .await(text -> text.contains("virtual")))
                    .contains("{\"virtual\":true}");
        }
    }

    @Test
    void an_answer_leaves_in_one_write() {
        try (var connection = BACKEND.rawInMemory()) {
            for (var index = 1; index <= 3; index++) {
                var expected = index;
                connection.send("GET /n/" + index + " HTTP/1.1\r\nHost: a\r\n\r\n");
                connection.await(text -> numbers(text).size() == expected);
                assertThat(connection.arrivals()).isEqualTo(expected);
            }
        }
    }

    @Test
    void the_exchange_is_told_when_the_last_byte_has_left() throws InterruptedException {
        var reply = BACKEND.overSocket().get("/n/42?secret=1");
        var exchange = DONE.take();
        while (!exchange.path().equals("/n/42")) {
            exchange = DONE.take();
        }

        assertThat(exchange.route()).isEqualTo("/n/{n}");
        assertThat(exchange.parameters()).containsExactly(Map.entry("n", "42"));
        assertThat(exchange.age()).isEqualTo(exchange.age());
        assertThat(exchange.path()).isEqualTo("/n/42");
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.requestId()).isEqualTo(reply.header("X-Request-Id").orElseThrow());
        assertThat(exchange.bytesOut()).isGreaterThan(reply.content().length);
        assertThat(exchange.client().isLoopbackAddress()).isTrue();
    }

    @Test
    void a_stopping_server_finishes_what_is_under_way_and_closes_what_is_idle() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var routes = get("/work").open().returns(String.class).to(_ -> {
            entered.countDown();
            leave.await();
            return Response.ok("n", "done");
        });
        var backend = Backend.started(_ -> App.serving(routes));
        try (var idle = backend.rawOverSocket();
                var busy = backend.rawOverSocket()) {
            busy.send("GET /work HTTP/1.1\r\nHost: a\r\n\r\n");
            entered.await();
            var closing = Thread.startVirtualThread(backend::close);
            idle.awaitClose();
            leave.countDown();
            assertThat(busy.awaitClose()).contains("\"n\":\"done\"").contains("Connection: close");
            assertThat(closing.join(java.time.Duration.ofSeconds(20))).isTrue();
        }
    }

    /** What the system says of a broken connection is read by native code, which has to fit the classes that call it. */
    @Test
    void a_client_that_breaks_its_connection_off_is_no_failure_of_the_program() throws Exception {
        for (var round = 0; round < 5; round++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), BACKEND.port())) {
                socket.getOutputStream().write("GET /n/1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                socket.setSoLinger(true, 0);
            }
        }
        assertThat(BACKEND.overSocket().get("/n/2").status()).isEqualTo(200);
        assertThat(FAILED).isEmpty();
    }
}
