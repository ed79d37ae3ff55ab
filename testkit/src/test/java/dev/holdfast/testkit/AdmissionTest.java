package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Response;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How many connections a server takes, and from whom. */
class AdmissionTest {

    private static AppDraft draft() {
        return App.serving(get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")))
                .tellingTo(Program.silence());
    }

    private static Server start(int inAll, int perAddress, Predicate<InetAddress> exempt) {
        var app =
                draft().within(Limits.standard().connections(inAll, perAddress)).build();
        return Server.start(
                app, Listen.on("127.0.0.1", 0).draining(Duration.ofSeconds(2)).exempting(exempt));
    }

    private static Socket connect(Server server, String from) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Says whether a request on it is answered; where it is not, the connection was closed. */
    private static boolean isServed(Socket socket) {
        try {
            socket.getOutputStream().write("GET /n HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            var answer = new StringBuilder();
            for (var next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
                if (answer.toString().endsWith("\"next\"}}")) {
                    return answer.toString().startsWith("HTTP/1.1 200 ");
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    /** Says whether one more connection from there is served; the server may close it before it is made here. */
    private static boolean isServed(Server server, String from) {
        try (var socket = connect(server, from)) {
            return isServed(socket);
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void one_connection_more_than_there_may_be_is_closed_and_the_others_live_on() throws Exception {
        try (var server = start(2, 2, _ -> false);
                var first = connect(server, "127.0.0.1");
                var second = connect(server, "127.0.0.2")) {
            assertThat(isServed(first)).isTrue();
            assertThat(isServed(second)).isTrue();
            assertThat(isServed(server, "127.0.0.3")).isFalse();
            assertThat(isServed(first)).isTrue();
        }
    }

    @Test
    void an_address_has_its_share_and_gets_it_back() throws Exception {
        try (var server = start(100, 1, _ -> false);
                var other = connect(server, "127.0.0.2")) {
            try (var first = connect(server, "127.0.0.1")) {
                assertThat(isServed(first)).isTrue();
                assertThat(isServed(server, "127.0.0.1")).isFalse();
                assertThat(isServed(other)).isTrue();
            }
            var again = false;
            for (var end = System.nanoTime() + 20_000_000_000L; !again && System.nanoTime() < end; ) {
                again = isServed(server, "127.0.0.1");
            }
            assertThat(again).isTrue();
        }
    }

    @Test
    void an_address_that_stands_for_many_clients_is_not_counted() throws Exception {
        try (var server = start(100, 1, address -> address.getHostAddress().equals("127.0.0.1"));
                var first = connect(server, "127.0.0.1");
                var second = connect(server, "127.0.0.1");
                var other = connect(server, "127.0.0.2")) {
            assertThat(isServed(first)).isTrue();
            assertThat(isServed(second)).isTrue();
            assertThat(isServed(other)).isTrue();
            assertThat(isServed(server, "127.0.0.2")).isFalse();
        }
    }

    @Test
    void how_late_event_loops_and_carriers_are_is_told_all_the_time() throws Exception {
        var heard = ConcurrentHashMap.<Telemetry.Worker>newKeySet();
        var enough = new CountDownLatch(8);
        var telemetry = new Telemetry() {
            @Override
            public void done(Exchange exchange) {}

            @Override
            public void failed(String context, Throwable failure) {}

            @Override
            public void late(Worker worker, long nanos) {
                heard.add(worker);
                enough.countDown();
            }
        };
        try (var _ = Backend.started(_ -> draft().tellingTo(telemetry))) {
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard).isEqualTo(EnumSet.allOf(Telemetry.Worker.class));
    }
}
