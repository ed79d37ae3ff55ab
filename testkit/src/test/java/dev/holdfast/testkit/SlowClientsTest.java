package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many clients that are slow on purpose, in the three ways there are; whoever is not is served meanwhile. */
class SlowClientsTest {

    private static final int CROWD = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(group(
                        "/",
                        get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                        get("/large")
                                .open()
                                .returns(byte[].class)
                                .to(_ -> Response.bytes(200, "application/octet-stream", new byte[256 * 1024])),
                        post("/echo")
                                .open()
                                .rawBody()
                                .bodyLimit(1024 * 1024)
                                .returns(Integer.class)
                                .to(request -> Response.ok("size", request.content().length))))
                .within(Limits.standard()
                        .times(PATIENCE, PATIENCE, Duration.ofSeconds(60))
                        .stalling(PATIENCE))
                .tellingTo(Program.silence());
    }

    private static List<RawConnection> crowd(Consumer<RawConnection> each) {
        return Stream.generate(BACKEND::rawOverSocket).limit(CROWD).peek(each).toList();
    }

    /** Goes on a little every now and then, as such clients do, and asks properly in between. */
    private static void outlast(List<RawConnection> crowd, Consumer<RawConnection> more) throws InterruptedException {
        var polite = BACKEND.overSocket();
        var end = System.nanoTime() + PATIENCE.plusSeconds(1).toNanos();
        while (System.nanoTime() < end) {
            for (var ask = 0; ask < 10; ask++) {
                assertThat(polite.get("/n").status()).isEqualTo(200);
            }
            crowd.stream().filter(connection -> !connection.isClosed()).forEach(more);
            Thread.sleep(200);
        }
    }

    @Test
    void heads_that_drip_are_408_however_often_something_comes() throws InterruptedException {
        var crowd = crowd(connection -> connection.send("GET /n HTTP/1.1\r\nHost: a\r\n"));
        outlast(crowd, connection -> connection.send("X-A: b\r\n"));
        for (var connection : crowd) {
            assertThat(connection.awaitClose()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void bodies_slower_than_the_least_rate_are_408() throws InterruptedException {
        var crowd =
                crowd(connection -> connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n"));
        outlast(crowd, connection -> connection.send("x"));
        for (var connection : crowd) {
            assertThat(connection.awaitClose()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void answers_that_are_not_read_are_cut_off() throws InterruptedException {
        var crowd =
                crowd(connection -> connection.stopReading().send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(16)));
        outlast(crowd, _ -> {});
        for (var connection : crowd) {
            var read = connection.startReading().awaitClose().length();
            assertThat(read).isLessThan(16 * 256 * 1024);
        }
    }

    /** Three times the patience, and yet never below the least rate for long. */
    @Test
    void a_large_body_that_comes_slowly_but_steadily_is_taken() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n");
            for (var part = 0; part < 20; part++) {
                connection.send("x".repeat(1000));
                Thread.sleep(PATIENCE.dividedBy(8));
            }
            assertThat(connection.await(text -> text.contains("size"))).contains("{\"size\":20000}");
        }
    }

    @Test
    void a_body_that_came_fast_and_then_stops_is_408() {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(900_000));
            assertThat(connection.awaitClose()).startsWith("HTTP/1.1 408 ");
        }
    }
}
