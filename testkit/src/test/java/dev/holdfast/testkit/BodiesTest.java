package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of body, the same at both doors. */
class BodiesTest {

    static final LinkedBlockingQueue<Deferred> DEFERRED = new LinkedBlockingQueue<>();
    static final Semaphore NEXT = new Semaphore(0);
    static final Semaphore GONE = new Semaphore(0);
    static final AtomicLong WRITTEN = new AtomicLong();
    static final ConcurrentLinkedQueue<String> FAILURES = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(BodiesTest::draft);

    private static AppDraft draft(Path folder) {
        var file = folder.resolve("file.txt");
        try {
            Files.writeString(file, "line\n".repeat(20_000));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var routes = group(
                "/",
                get("/file").open().returns(byte[].class).to(_ -> Response.of(200, new Body.FileOf(file))),
                get("/no-file")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.FileOf(folder.resolve("none")))),
                get("/stream")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.Stream(out -> {
                            for (var index = 0; index < 10_000; index++) {
                                out.write(("row " + index + "\n").getBytes(StandardCharsets.UTF_8));
                            }
                        }))),
                get("/broken")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.Stream(out -> {
                            out.write("begun".getBytes(StandardCharsets.UTF_8));
                            out.flush();
                            throw new IllegalStateException("broken in the middle");
                        }))),
                get("/endless")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.Stream(out -> {
                            var block = new byte[64 * 1024];
                            try {
                                while (true) {
                                    out.write(block);
                                    WRITTEN.addAndGet(block.length);
                                }
                            } finally {
                                GONE.release();
                            }
                        }))),
                get("/events")
                        .open()
                        .returns(Body.Event.class)
                        .to(_ -> Response.of(
                                200,
                                new Body.Events(
                                        sink -> {
                                            for (var index = 1; sink.isOpen() && index <= 3; index++) {
                                                NEXT.acquire();
                                                sink.send(new Body.Event(
                                                        "id" + index,
                                                        index == 2 ? "named" : "",
                                                        "line " + index + "\nmore"));
                                            }
                                        },
                                        Duration.ofMillis(50)))),
                get("/ticks")
                        .open()
                        .returns(Body.Event.class)
                        .to(_ -> Response.of(200, new Body.Events(BodiesTest::tick, Duration.ofMillis(1)))),
                get("/later").open().returns(String.class).to(_ -> {
                    var deferred = new Deferred();
                    deferred.onLeave(GONE::release);
                    DEFERRED.add(deferred);
                    return Response.of(200, new Body.Later(deferred)).header("X-Outer", "kept");
                }));
        return App.serving(routes).tellingTo(new Telemetry() {
            @Override
            public void done(Exchange exchange) {}

            @Override
            public void failed(String context, Throwable failure) {
                FAILURES.add(context + ": " + failure.getMessage());
            }
        });
    }

    private static void tick(Body.EventSink sink) throws Exception {
        sink.send(new Body.Event("", "", "tick"));
        Thread.sleep(1);
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_file_is_sent_whole_and_a_missing_one_is_404(TestClient client) {
        assertThat(client.get("/file").text()).isEqualTo("line\n".repeat(20_000));
        assertThat(client.send("HEAD", "/file", null).header("Content-Length")).contains("100000");
        assertThat(client.get("/no-file").textAt("/code")).isEqualTo("not_found");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_stream_arrives_whole_in_chunks(TestClient client) {
        var reply = client.get("/stream");

        assertThat(reply.text()).startsWith("row 0\nrow 1\n").endsWith("row 9999\n");
        assertThat(reply.text().lines()).hasSize(10_000);
        assertThat(client.send("HEAD", "/stream", null).content()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_stream_that_breaks_is_left_unfinished_so_that_the_client_notices(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var answer =
                    connection.send("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n").awaitClose();
            assertThat(answer).contains("begun").doesNotContain("0\r\n\r\n");
            assertThat(FAILURES).contains("GET /broken: broken in the middle");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_stream_is_closed_at_its_end_for_clients_that_know_no_chunks(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var answer = connection.send("GET /stream HTTP/1.0\r\n\r\n").awaitClose();
            assertThat(answer).endsWith("row 9999\n").doesNotContain("Transfer-Encoding");
        }
    }

    /** Over a socket only: memory has no window that fills. */
    @Test
    void a_stream_waits_for_a_client_that_does_not_read_and_ends_when_it_leaves() throws InterruptedException {
        WRITTEN.set(0);
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("200 OK"));
            connection.stopReading();
            var before = -1L;
            while (before != WRITTEN.get()) {
                before = WRITTEN.get();
                Thread.sleep(200);
            }
            assertThat(before).isLessThan(64 * 1024 * 1024);
        }
        assertThat(GONE.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void events_are_sent_as_they_happen_with_comments_in_between(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            connection.await(text -> text.contains("text/event-stream") && text.contains(":\n\n"));
            NEXT.release();
            connection.await(text -> text.contains("id: id1\ndata: line 1\ndata: more\n\n"));
            NEXT.release(2);
            var all = connection.await(text -> text.contains("0\r\n\r\n"));
            assertThat(all)
                    .contains("id: id2\nevent: named\ndata: line 2\ndata: more\n\n")
                    .contains("id: id3\n");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_heartbeat_never_comes_after_the_end_of_the_events(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            for (var count = 1; count <= 200; count++) {
                var expected = count + 1;
                connection
                        .send("GET /ticks HTTP/1.1\r\nHost: a\r\n\r\n")
                        .await(text -> text.split("\r\n0\r\n\r\n", -1).length == expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_deferred_answer_comes_when_it_is_completed(Supplier<RawConnection> door) throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            var deferred = DEFERRED.take();
            assertThat(deferred.complete(Response.ok("n", "late").header("X-Inner", "too")))
                    .isTrue();
            assertThat(deferred.complete(Response.ok("n", "again"))).isFalse();
            var answer = connection.await(text -> text.contains("late"));
            assertThat(answer)
                    .contains("X-Outer: kept", "X-Inner: too", "X-Request-Id: ", "Content-Type: application/json")
                    .endsWith("{\"status\":\"success\",\"data\":{\"n\":\"late\"}}");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_deferred_answer_that_cannot_be_written_is_a_500(Supplier<RawConnection> door) throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            DEFERRED.take().complete(Response.ok("knot", Program.Knot.tied()));
            assertThat(connection.await(text -> text.contains("internal_error")))
                    .startsWith("HTTP/1.1 500 ");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_deferred_answer_hears_that_the_client_has_left(Supplier<RawConnection> door) throws InterruptedException {
        GONE.drainPermits();
        Deferred deferred;
        try (var connection = door.get()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            deferred = DEFERRED.take();
        }
        assertThat(GONE.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(deferred.complete(Response.ok("n", "too late"))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_thousand_deferred_answers_park_no_thread(Supplier<RawConnection> door) throws InterruptedException {
        var connections = new java.util.ArrayList<RawConnection>();
        var waiting = new java.util.ArrayList<Deferred>();
        for (var index = 0; index < 1_000; index++) {
            connections.add(door.get().send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n"));
            waiting.add(DEFERRED.take());
        }
        var done = new CountDownLatch(1);
        Thread.startVirtualThread(done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.forEach(each -> each.complete(Response.ok("n", "all")));
        for (var connection : connections) {
            connection.await(text -> text.contains("\"all\""));
            connection.close();
        }
    }
}
