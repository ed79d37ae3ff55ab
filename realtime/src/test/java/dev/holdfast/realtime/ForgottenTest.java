package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.realtime.engine.Session;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has ended takes no memory: whoever comes and goes fast could fill it otherwise, within all limits. */
class ForgottenTest {

    private static final BlockingQueue<WeakReference<Session>> COME = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(Realtime.serving(Namespace.named("/")
            .open()
            .admitting(socket -> COME.add(new WeakReference<>(socket.client().session())))));

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    private static void awaitForgotten() {
        var last = COME.remove();
        Doors.eventually(() -> {
            System.gc();
            return last.refersTo(null);
        });
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_has_left_is_forgotten_at_once(TestClient client) {
        client.socket("/").close();

        awaitForgotten();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_polled_and_has_left_is_forgotten_at_once(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        poller.post("1");
        assertThat(poller.gone().status()).isEqualTo(400);

        awaitForgotten();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_client_that_has_changed_to_websocket_and_left_is_forgotten_at_once(TestClient client) {
        var poller = Poller.open(client);
        poller.join();
        var socket = poller.webSocket().send("2probe");
        socket.text();
        socket.send("5").send("1");
        socket.closed();

        awaitForgotten();
    }
}
