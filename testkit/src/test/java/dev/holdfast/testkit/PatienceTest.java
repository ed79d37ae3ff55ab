package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Body;
import dev.holdfast.http.Response;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the server waits for a client, with every patience cut down to half a second. */
class PatienceTest {

    static final Duration PATIENCE = Duration.ofMillis(500);
    static final int LARGE = 16 * 1024 * 1024;
    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore GATE = new Semaphore(0);
    static final LinkedBlockingQueue<Exchange> DONE = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(PatienceTest::draft);

    private static AppDraft draft(Path folder) {
        var file = folder.resolve("large");
        try (var made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(LARGE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return App.serving(group(
                        "/",
                        get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                        get("/slow").open().returns(String.class).to(_ -> {
                            ENTERED.release();
                            GATE.acquire();
                            return Response.ok("n", "slow");
                        }),
                        get("/file").open().returns(byte[].class).to(_ -> Response.of(200, new Body.FileOf(file))),
                        get("/bytes")
                                .open()
                                .returns(byte[].class)
                                .to(_ -> Response.bytes(200, "application/octet-stream", new byte[LARGE])),
                        get("/stream")
                                .open()
                                .returns(byte[].class)
                                .to(_ -> Response.of(200, new Body.Stream(out -> out.write(new byte[LARGE]))))))
                .within(Limits.standard()
                        .times(PATIENCE, PATIENCE, Duration.ofSeconds(20))
                        .pipelined(2)
                        .stalling(PATIENCE))
                .tellingTo(new Telemetry() {
                    @Override
                    public void done(Exchange exchange) {
                        DONE.add(exchange);
                    }

                    @Override
                    public void failed(String context, Throwable failure) {}
                });
    }

    @BeforeEach
    void forget() {
        ENTERED.drainPermits();
        GATE.drainPermits();
        DONE.clear();
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static void outlast() throws InterruptedException {
        Thread.sleep(PATIENCE.multipliedBy(2));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void requests_that_wait_for_a_slow_one_are_not_late(Supplier<RawConnection> door) throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /n HTTP/1.1\r\nHost: a\r\n\r\n".repeat(4));
            connection.send("GET /n HTTP/1.1\r\nHo");
            outlast();
            GATE.release();
            connection.send("st: a\r\n\r\n").await(text -> text.split("next", -1).length == 6);
            assertThat(connection
                            .send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n")
                            .await(text -> text.split("next", -1).length == 7))
                    .doesNotContain("408");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_head_that_stops_behind_a_slow_request_is_408_in_its_turn(Supplier<RawConnection> door)
            throws InterruptedException {
        try (var connection = door.get()) {
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            ENTERED.acquire();
            connection.send("GET /n HTTP/1.1\r\nHo");
            outlast();
            GATE.release();
            assertThat(connection.awaitClose()).contains("slow").endsWith("}").contains("HTTP/1.1 408 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/bytes", "/stream"})
    void a_client_that_stops_reading_is_cut_off(String path) throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.stopReading().send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            var exchange = DONE.poll(20, TimeUnit.SECONDS);

            assertThat(exchange).isNotNull();
            assertThat(exchange.status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/bytes", "/stream"})
    void a_client_that_reads_slowly_gets_all_of_it(String path) throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), BACKEND.port()));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var input = socket.getInputStream();
            var total = 0L;
            for (var part = input.readNBytes(128 * 1024); part.length > 0; part = input.readNBytes(128 * 1024)) {
                total += part.length;
                Thread.sleep(20);
            }
            assertThat(total).isGreaterThan(LARGE);
        }
    }

    @Test
    void a_connection_outlives_the_patience_for_heads_and_bodies_while_it_asks_nothing() throws InterruptedException {
        try (var connection = BACKEND.rawOverSocket()) {
            connection.send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.contains("next"));
            outlast();
            connection.send("GET /n HTTP/1.1\r\nHost: a\r\n\r\n").await(text -> text.split("next", -1).length == 3);
        }
    }
}
