package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.concurrent.Parallel;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.routing.BadRoutes;
import dev.holdfast.routing.Routes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that take longer than they may, with a deadline cut down to a third of a second. */
class DeadlineTest {

    static final Duration TIME = Duration.ofMillis(300);
    static final LinkedBlockingQueue<String> FAILURES = new LinkedBlockingQueue<>();
    static final LinkedBlockingQueue<Exchange> DONE = new LinkedBlockingQueue<>();
    static final LinkedBlockingQueue<String> SEEN = new LinkedBlockingQueue<>();
    static final ConcurrentLinkedQueue<String> STRAY = new ConcurrentLinkedQueue<>();
    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore GATE = new Semaphore(0);

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(group("/", handlers(), bodies()))
                .within(Limits.standard().handlerTime(TIME))
                .tellingTo(new Telemetry() {
                    @Override
                    public void done(Exchange exchange) {
                        DONE.add(exchange);
                    }

                    @Override
                    public void failed(String context, Throwable failure) {
                        FAILURES.add(context + ": " + failure);
                    }
                });
    }

    private static Routes handlers() {
        return group(
                "/",
                get("/quick").open().returns(String.class).to(_ -> answer()),
                get("/sleeps").open().returns(String.class).to(_ -> {
                    Thread.sleep(Duration.ofMinutes(1));
                    return answer();
                }),
                get("/wraps").open().returns(String.class).to(_ -> {
                    try {
                        Thread.sleep(Duration.ofMinutes(1));
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException("wrapped", stopped);
                    }
                    return answer();
                }),
                get("/conflicts").open().returns(String.class).to(_ -> {
                    try {
                        Thread.sleep(Duration.ofMinutes(1));
                    } catch (InterruptedException stopped) {
                        throw new Problem(Kind.CONFLICT, "it is taken");
                    }
                    return answer();
                }),
                get("/finishes").open().returns(String.class).to(_ -> {
                    ignoring(Duration.ofMillis(500));
                    return answer();
                }),
                get("/ignores").open().returns(String.class).to(_ -> {
                    ENTERED.release();
                    GATE.acquireUninterruptibly();
                    SEEN.add("came back");
                    return answer();
                }),
                get("/ignores-and-fails").open().returns(String.class).to(_ -> {
                    GATE.acquireUninterruptibly();
                    throw new OutOfMemoryError("long after");
                }),
                get("/edge")
                        .open()
                        .within(Duration.ofMillis(20))
                        .returns(byte[].class)
                        .to(DeadlineTest::edge),
                get("/longer")
                        .open()
                        .within(Duration.ofSeconds(20))
                        .returns(String.class)
                        .to(_ -> {
                            Thread.sleep(TIME.multipliedBy(3));
                            return answer();
                        }),
                get("/shorter")
                        .open()
                        .within(Duration.ofMillis(50))
                        .returns(String.class)
                        .to(_ -> {
                            SEEN.add(
                                    Deadline.leftOf(Duration.ofHours(1)).compareTo(Duration.ofMillis(50)) <= 0
                                            ? "short"
                                            : "long");
                            Thread.sleep(Duration.ofMinutes(1));
                            return answer();
                        }),
                get("/splits").open().returns(String.class).to(_ -> {
                    Parallel.all(List.of(1, 2, 3), _ -> {
                        Thread.sleep(Duration.ofMinutes(1));
                        return 1;
                    });
                    return answer();
                }));
    }

    private static Routes bodies() {
        return group(
                "/",
                get("/stream")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.Stream(out -> {
                            Thread.sleep(TIME.multipliedBy(2));
                            SEEN.add(Exchange.CURRENT.isBound() + " " + Deadline.CURRENT.isBound());
                            out.write(new byte[] {'o', 'k'});
                        }))),
                get("/left-behind").open().returns(byte[].class).to(_ -> {
                    Thread.currentThread().interrupt();
                    return Response.of(200, new Body.Stream(out -> {
                        Thread.sleep(1);
                        out.write(new byte[] {'o', 'k'});
                    }));
                }),
                get("/events").open().returns(Body.Event.class).to(_ -> events(TIME.multipliedBy(2))),
                get("/silent").open().returns(Body.Event.class).to(_ -> events(Duration.ofMinutes(1))),
                get("/blocked")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.of(200, new Body.Stream(out -> {
                            out.write(new byte[] {'b'});
                            out.flush();
                            waitFor(Duration.ofMinutes(1));
                        }))),
                get("/later").open().returns(String.class).to(_ -> {
                    var deferred = new Deferred();
                    Thread.startVirtualThread(() -> {
                        GATE.acquireUninterruptibly();
                        deferred.complete(answer());
                    });
                    return Response.of(200, new Body.Later(deferred));
                }));
    }

    private static Response answer() {
        return Response.ok("n", "done");
    }

    private static Response events(Duration pause) {
        return Response.of(
                200,
                new Body.Events(
                        sink -> {
                            sink.send(new Body.Event("", "", "begun"));
                            waitFor(pause);
                            sink.send(new Body.Event("", "", "ok"));
                        },
                        Duration.ofMinutes(1)));
    }

    private static void waitFor(Duration pause) throws InterruptedException {
        try {
            Thread.sleep(pause);
            SEEN.add("slept");
        } catch (InterruptedException stopped) {
            SEEN.add("interrupted");
            throw stopped;
        }
    }

    private static void ignoring(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Ends as close to its deadline as it can, and looks whether the interrupt follows it into its answer. */
    private static Response edge(Request request) {
        ignoring(Duration.ofNanos(ThreadLocalRandom.current().nextLong(15_000_000, 45_000_000)));
        return Response.of(200, new Body.Stream(out -> {
            try {
                Thread.sleep(40);
                out.write(new byte[] {'o', 'k'});
            } catch (InterruptedException stray) {
                STRAY.add(request.toString());
                throw stray;
            }
        }));
    }

    @BeforeEach
    void forget() {
        FAILURES.clear();
        DONE.clear();
        SEEN.clear();
        ENTERED.drainPermits();
        GATE.drainPermits();
    }

    /** Waits for that exchange: one of the test before may be told of late. */
    private static Exchange done(String path) throws InterruptedException {
        while (true) {
            var exchange = DONE.poll(20, TimeUnit.SECONDS);
            assertThat(exchange).as("the end of " + path).isNotNull();
            if (exchange.path().equals(path)) {
                return exchange;
            }
        }
    }

    static List<Supplier<TestClient>> clients() {
        return List.of(BACKEND::inMemory, BACKEND::overSocket);
    }

    private static void isLate(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.textAt("/code")).isEqualTo("deadline_exceeded");
        assertThat(reply.textAt("/requestId"))
                .isEqualTo(reply.header("X-Request-Id").orElseThrow());
        assertThat(reply.header("Retry-After")).isEmpty();
        assertThat(reply.header("X-Content-Type-Options")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sleeps", "/wraps", "/splits", "/shorter"})
    void a_handler_past_its_deadline_is_interrupted_and_its_client_told_so(String path) throws InterruptedException {
        for (var client : BACKEND.bothDoors()) {
            isLate(client.get(path));
            assertThat(FAILURES.poll(20, TimeUnit.SECONDS)).contains("GET " + path);
            assertThat(FAILURES).isEmpty();
            var exchange = done(path);
            assertThat(exchange.status()).isEqualTo(503);
            assertThat(exchange.failure()).isNotNull();
        }
    }

    @Test
    void a_route_that_has_less_time_knows_it() {
        isLate(BACKEND.inMemory().get("/shorter"));
        assertThat(SEEN).containsExactly("short");
    }

    @Test
    void a_route_may_have_more_time() {
        assertThat(BACKEND.inMemory().get("/longer").status()).isEqualTo(200);
    }

    @Test
    void no_time_at_all_is_refused_when_the_routes_are_made() {
        assertThatThrownBy(() -> get("/never").within(Duration.ZERO))
                .isInstanceOf(BadRoutes.class)
                .hasMessageContaining("/never");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void what_a_handler_decides_in_time_to_be_told_is_told(Supplier<TestClient> client) {
        assertThat(client.get().get("/conflicts").status()).isEqualTo(409);
        assertThat(client.get().get("/finishes").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_handler_that_ignores_its_interrupt_is_answered_for_and_left_alone(Supplier<TestClient> client)
            throws InterruptedException {
        var reply = client.get().with("X-Request-Id", "the-same-id").get("/ignores");
        isLate(reply);
        assertThat(reply.header("X-Request-Id")).contains("the-same-id");
        assertThat(FAILURES.poll(20, TimeUnit.SECONDS)).contains("GET /ignores past its deadline (1 such at work)");
        assertThat(SEEN).isEmpty();

        GATE.release();
        assertThat(SEEN.poll(20, TimeUnit.SECONDS)).isEqualTo("came back");
        assertThat(client.get().get("/quick").status()).isEqualTo(200);
    }

    @Test
    void the_connection_of_a_handler_that_was_given_up_serves_on() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection
                    .send("GET /ignores HTTP/1.1\r\nHost: a\r\n\r\n")
                    .await(text -> text.contains("deadline_exceeded"));
            connection.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("done"));
            GATE.release();
            assertThat(SEEN.poll(20, TimeUnit.SECONDS)).isEqualTo("came back");
            connection.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.split("done", -1).length == 3);
        }
    }

    @Test
    void E5_a_handler_that_fails_long_after_its_answer_is_told_of() throws InterruptedException {
        isLate(BACKEND.inMemory().get("/ignores-and-fails"));
        assertThat(FAILURES.poll(20, TimeUnit.SECONDS)).contains("past its deadline");
        GATE.release();
        assertThat(FAILURES.poll(20, TimeUnit.SECONDS)).contains("long after");
    }

    @Test
    void handlers_that_hold_every_processor_are_answered_for_all_the_same() throws Exception {
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var routes = get("/spins")
                .open()
                .within(Duration.ofMillis(50))
                .returns(String.class)
                .to(_ -> {
                    while (!stop.get()) {
                        Thread.onSpinWait();
                    }
                    return answer();
                });
        try (var backend = Backend.started(_ -> App.serving(routes))) {
            var callers = java.util.stream.IntStream.range(
                            0, Runtime.getRuntime().availableProcessors() + 1)
                    .mapToObj(_ -> backend.rawOverSocket())
                    .toList();
            callers.forEach(caller -> caller.send("GET /spins HTTP/1.1\r\nHost: a\r\n\r\n"));
            callers.getFirst().await(text -> text.contains("deadline_exceeded"));
            stop.set(true);
            callers.forEach(RawConnection::close);
        }
    }

    @RepeatedTest(3)
    void an_interrupt_never_hits_what_a_handler_at_the_edge_of_its_time_does_next() {
        var statuses = Parallel.all(
                java.util.stream.IntStream.range(0, 200).boxed().toList(),
                4,
                number -> (number % 2 == 0 ? BACKEND.inMemory() : BACKEND.overSocket())
                        .get("/edge")
                        .status());

        assertThat(STRAY).isEmpty();
        assertThat(statuses).containsOnly(200);
        assertThat(FAILURES).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_body_has_no_deadline_and_its_writer_knows_the_request(Supplier<TestClient> client) {
        assertThat(client.get().get("/stream").text()).isEqualTo("ok");
        assertThat(SEEN).containsExactly("true false");
        assertThat(client.get().get("/events").text()).contains("data: ok");
        assertThat(client.get().get("/left-behind").text()).isEqualTo("ok");
    }

    @Test
    void a_deferred_answer_has_no_deadline() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            Thread.sleep(TIME.multipliedBy(2));
            GATE.release();
            connection.await(text -> text.contains("done"));
        }
    }

    /** The letter may stand in the head as well, which leaves before the body is begun. */
    private static boolean hasBegunItsBody(String text) {
        var end = text.indexOf("\r\n\r\n");
        return end >= 0 && text.indexOf('b', end) >= 0;
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoever_makes_a_body_is_interrupted_when_the_client_leaves_and_that_is_no_failure(Supplier<RawConnection> door)
            throws InterruptedException {
        for (var path : List.of("/silent", "/blocked")) {
            try (var connection = door.get()) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").await(DeadlineTest::hasBegunItsBody);
            }
            assertThat(SEEN.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
            var exchange = done(path);
            assertThat(exchange.status()).isZero();
            assertThat(exchange.failure()).isNull();
        }
        assertThat(FAILURES).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_handler_whose_client_has_left_is_not_interrupted(Supplier<RawConnection> door) throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /ignores HTTP/1.1\r\nHost: a\r\n\r\n");
            ENTERED.acquire();
        }
        GATE.release();
        assertThat(SEEN.poll(20, TimeUnit.SECONDS)).isEqualTo("came back");
        assertThat(FAILURES).isEmpty();
    }
}
