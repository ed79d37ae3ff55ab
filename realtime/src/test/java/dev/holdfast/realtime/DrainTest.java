package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.TestSocket;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What clients see of a server that stops. */
class DrainTest {

    private final Leavings leavings = new Leavings();
    private final Realtime realtime =
            Realtime.serving(Namespace.named("/").open().disconnected(leavings)).build();

    @Test
    void clients_are_let_go_without_being_told_to_stay_away_and_no_others_let_in() {
        try (var backend = Doors.started(realtime)) {
            var sockets = new ArrayList<TestSocket>();
            for (var client : backend.bothDoors()) {
                sockets.add(client.socket("/"));
                sockets.add(client.socket("/"));
            }
            var poller = Poller.open(backend.overSocket());
            var polling = poller.join();
            var poll = poller.getting();
            realtime.stopping();

            for (var socket : sockets) {
                assertThat(socket.closed()).isEqualTo("transport close");
                assertThat(socket.connection().closed()).isEqualTo(1000);
                assertThat(leavings.reason(socket.id())).isEqualTo("server shutting down");
            }
            assertThat(leavings.reason(polling)).isEqualTo("server shutting down");
            assertThat(poll.join().text()).isIn("1", "6\u001e1", "{\"code\":1,\"message\":\"Session ID unknown\"}");
            for (var client : backend.bothDoors()) {
                var refused = client.get(Poller.POLLING);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).contains("5");
            }
            Doors.eventually(() -> realtime.clients() == 0);
        }
    }
}
