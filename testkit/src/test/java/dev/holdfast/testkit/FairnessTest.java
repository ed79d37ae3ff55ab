package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.http.Response;
import dev.holdfast.limit.LoadLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections that all ask at once for more than the processors can do. */
class FairnessTest {

    private static final int CLIENTS = 32;
    private static final byte[] QUESTION = "GET /busy HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** Nobody is turned away: what is looked at is who has to wait. */
    private static final LoadLimits PATIENT =
            LoadLimits.standard().times(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));

    private static Response busy() {
        var end = System.nanoTime() + Duration.ofMillis(2).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Response.ok("n", "1");
    }

    @Test
    void no_connection_is_answered_at_the_cost_of_another() throws InterruptedException {
        var answers = new ArrayList<AtomicInteger>();
        try (var backend = Backend.started(_ -> App.serving(
                        group("/", get("/busy").open().returns(String.class).to(_ -> busy())))
                .shedding(PATIENT))) {
            var end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            var over = new CountDownLatch(CLIENTS);
            for (var index = 0; index < CLIENTS; index++) {
                var count = new AtomicInteger();
                answers.add(count);
                Thread.ofPlatform().daemon().start(() -> {
                    ask(backend.port(), end, count);
                    over.countDown();
                });
            }
            over.await();
        }

        var counts = answers.stream().mapToInt(AtomicInteger::get).sorted().toArray();
        assertThat(counts[0]).as("of %s", Arrays.toString(counts)).isGreaterThan(counts[CLIENTS - 1] / 2);
    }

    private static void ask(int port, long end, AtomicInteger count) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(QUESTION);
                skipAnswer(in);
                count.incrementAndGet();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void skipAnswer(BufferedReader in) throws IOException {
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        var length = 0;
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        in.skip(length);
    }
}
