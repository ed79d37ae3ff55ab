package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Response;
import dev.holdfast.limit.LoadLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One client that asks for more than it lets be answered. */
class FloodTest {

    private static final int REQUESTS = 100_000;
    private static final String REQUEST = "GET /n HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HELD = "GET /held HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET /n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    static final AtomicInteger SERVED = new AtomicInteger();
    static final CountDownLatch GATE = new CountDownLatch(1);
    static final Semaphore ENTERED = new Semaphore(0);

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(group(
                        "/",
                        get("/n").open().returns(Integer.class).to(_ -> Response.ok("n", SERVED.incrementAndGet())),
                        get("/held").open().returns(Integer.class).to(_ -> {
                            ENTERED.release();
                            GATE.await();
                            return Response.ok("n", 0);
                        })))
                .within(Limits.standard().stalling(Duration.ofSeconds(2)))
                // What is counted here is memory: a machine that is behind would refuse some of the held ones.
                .shedding(LoadLimits.standard()
                        .requests(1024, 1024, 256)
                        .times(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .tellingTo(Program.silence());
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), BACKEND.port());
    }

    private static void flood(Socket socket) {
        try {
            var part = REQUEST.repeat(100).getBytes(US_ASCII);
            for (var sent = 0; sent < REQUESTS; sent += 100) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().write(LAST.getBytes(US_ASCII));
        } catch (IOException _) {
            // The server has closed: what it did until then is what counts.
        }
    }

    private static long answers(InputStream input) throws IOException {
        var count = 0L;
        var before = 0;
        for (var next = input.read(); next >= 0; next = input.read()) {
            // The last line of an answer ends in two braces, and nothing else does.
            count += next == '}' && before == '}' ? 1 : 0;
            before = next;
        }
        return count;
    }

    @Test
    void a_hundred_thousand_requests_sent_at_once_are_all_answered() throws Exception {
        try (var socket = connect()) {
            Thread.startVirtualThread(() -> flood(socket));
            assertThat(answers(new BufferedInputStream(socket.getInputStream(), 1 << 16)))
                    .isEqualTo(REQUESTS + 1);
        }
    }

    /** Each takes what the network hands over at once; a thousand requests of it, were they all made, would be megabytes. */
    @Test
    void requests_that_wait_behind_a_slow_one_are_left_in_the_network() throws Exception {
        var sockets = new Socket[100];
        try {
            var before = heap();
            for (var index = 0; index < sockets.length; index++) {
                sockets[index] = connect();
                sockets[index].getOutputStream().write(HELD.getBytes(US_ASCII));
                var socket = sockets[index];
                Thread.startVirtualThread(() -> flood(socket));
            }
            ENTERED.acquire(sockets.length);
            Thread.sleep(1000);
            assertThat((heap() - before) / sockets.length)
                    .as("bytes for each connection")
                    .isLessThan(256 * 1024);
        } finally {
            GATE.countDown();
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_floods_without_reading_is_cut_off_and_costs_no_memory() throws Exception {
        var before = heap();
        try (var socket = connect()) {
            var flooding = Thread.startVirtualThread(() -> flood(socket));
            assertThat(flooding.join(Duration.ofSeconds(30))).isTrue();
            assertThat(heap() - before).isLessThan(16 * 1024 * 1024);
        }
        assertThat(BACKEND.overSocket().get("/n").status()).isEqualTo(200);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
