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
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that leave before their answer, or only stop sending: the telemetry hears of each request once, and of no failure nobody has made. */
class LeavingTest {

    static final LinkedBlockingQueue<Exchange> DONE = new LinkedBlockingQueue<>();
    static final ConcurrentLinkedQueue<String> FAILURES = new ConcurrentLinkedQueue<>();
    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore GATE = new Semaphore(0);
    static final LinkedBlockingQueue<Thread> LEFT_ON = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(group(
                        "/",
                        get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                        get("/slow").open().returns(String.class).to(_ -> {
                            pass();
                            return Response.ok("n", "slow");
                        }),
                        get("/later").open().returns(String.class).to(_ -> {
                            var deferred = new Deferred();
                            deferred.onLeave(() -> LEFT_ON.add(Thread.currentThread()));
                            pass();
                            return Response.of(200, new Body.Later(deferred));
                        }),
                        get("/misfinished").open().returns(String.class).to(_ -> {
                            var deferred = new Deferred();
                            deferred.complete(Response.ok("n", "late"));
                            return Response.of(200, new Body.Later(deferred.then(_ -> {
                                throw new IllegalStateException("a step that fails");
                            })));
                        }),
                        get("/endless").open().returns(byte[].class).to(_ -> Response.of(200, endless()))))
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

    private static void pass() throws InterruptedException {
        ENTERED.release();
        GATE.acquire();
    }

    /** Wraps what the server tells it, as libraries that write do. */
    private static Body endless() {
        return new Body.Stream(out -> {
            try {
                while (true) {
                    out.write(new byte[1024]);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    @BeforeEach
    void forget() {
        DONE.clear();
        FAILURES.clear();
        LEFT_ON.clear();
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static Exchange done(String path) throws InterruptedException {
        for (var exchange = next(); true; exchange = next()) {
            if (exchange.path().equals(path)) {
                return exchange;
            }
        }
    }

    private static Exchange next() throws InterruptedException {
        var exchange = DONE.poll(20, TimeUnit.SECONDS);
        assertThat(exchange).as("told to the telemetry").isNotNull();
        return exchange;
    }

    /** A request of another connection goes through the same event loop, after whatever came before it. */
    private static void settle() {
        for (var client : BACKEND.bothDoors()) {
            client.get("/n");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_deferred_answer_whose_client_left_before_the_handler_returned_is_told_of(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            ENTERED.acquire();
        }
        settle();
        GATE.release();

        assertThat(done("/later").status()).isZero();
        assertThat(LEFT_ON.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void hearing_that_a_client_has_left_may_block(Supplier<RawConnection> door) throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            ENTERED.acquire();
            GATE.release();
            settle();
        }
        var thread = LEFT_ON.poll(20, TimeUnit.SECONDS);
        assertThat(thread).isNotNull();
        assertThat(thread.isVirtual()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void requests_that_waited_behind_one_whose_client_left_are_told_of(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /n?waited HTTP/1.1\r\nHost: a\r\n\r\n");
            ENTERED.acquire();
            connection.breakOff();
        }
        assertThat(done("/n").status()).isZero();
        GATE.release();
        assertThat(done("/slow").status()).isZero();
    }

    /** RFC 9112 section 9.6: who has asked may stop sending, and reads on. */
    @Test
    void a_client_that_stops_sending_gets_the_answers_to_all_it_asked_and_is_closed_then() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            var rest = "GET /n HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + rest).stopSending();
            ENTERED.acquire();
            settle();
            GATE.release();
            assertThat(connection.awaitClose().split("\"n\":\"next\"", -1)).hasSize(101);
        }
    }

    @Test
    void a_client_that_stops_sending_before_it_has_asked_is_closed() {
        for (var asked : List.of("", "GET /n HTT", "POST /n HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc")) {
            try (var connection = BACKEND.rawOverSocket()) {
                assertThat(connection.send(asked).stopSending().awaitClose()).isEmpty();
            }
        }
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("next"));
            connection.stopSending().awaitClose();
        }
    }

    @Test
    void a_client_that_stops_sending_is_not_waited_for_by_what_may_never_come() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n").stopSending();
            ENTERED.acquire();
            GATE.release();
            connection.awaitClose();
        }
        assertThat(LEFT_ON.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_client_that_leaves_a_stream_is_no_failure_even_where_its_writer_wraps_what_it_hears()
            throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("200 OK"));
        }
        assertThat(done("/endless").status()).isZero();
        assertThat(FAILURES).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_deferred_answer_whose_last_step_fails_breaks_the_connection_off(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /misfinished HTTP/1.1\r\nHost: a\r\n\r\n").awaitClose();
        }
        assertThat(done("/misfinished").failure()).hasMessage("a step that fails");
        assertThat(FAILURES).singleElement().asString().contains("a step that fails");
    }

    @Test
    void E5_a_telemetry_that_fails_hinders_nothing() {
        var routes = group(
                "/",
                get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                get("/fails").open().returns(String.class).to(_ -> {
                    throw new IllegalStateException("a handler that fails");
                }));
        var telemetry = new Telemetry() {
            @Override
            public void done(Exchange exchange) {
                throw new IllegalStateException("a telemetry that fails");
            }

            @Override
            public void failed(String context, Throwable failure) {
                throw new IllegalStateException("a telemetry that fails");
            }
        };
        try (var backend = Backend.started(_ -> App.serving(routes).tellingTo(telemetry));
                var connection = backend.rawOverSocket()) {
            connection.send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("next"));
            connection.send("GET /fails HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("internal_error"));
            connection.send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.split("next", -1).length == 3);
        }
    }
}
