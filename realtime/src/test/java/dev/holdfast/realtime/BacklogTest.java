package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.limit.Quota;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.RawConnection;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that stop reading, each within what one is given, and all together not. */
class BacklogTest {

    private static final int DEAF = 40;
    private static final long MOST = 4L << 20;

    static final BlockingQueue<DisconnectReason> REASONS = new LinkedBlockingQueue<>();

    /** So little that no system takes it all on behalf of a client that reads nothing. */
    private static final String NEWS = "x".repeat(8_000);

    private static final Realtime REALTIME = Realtime.serving(Namespace.named("/")
                    .open()
                    .disconnected((_, reason) -> REASONS.add(reason))
                    .handling("echo", event -> Ack.of(event.arguments().all().toArray())))
            .within(RealtimeLimits.standard()
                    .heartbeat(Duration.ofMinutes(5), Duration.ofMinutes(5))
                    .outgoing(64 << 20, 10_000)
                    .backlog(MOST)
                    .events(Quota.OFF, Quota.OFF))
            .build();

    @RegisterExtension
    static final Backend BACKEND =
            Backend.of(_ -> App.serving(REALTIME.routes()).running(REALTIME));

    private static final String HANDSHAKE = """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
            Host: a\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private static RawConnection deaf() {
        var connection = BACKEND.rawOverSocket();
        connection.send(HANDSHAKE);
        // Text of two characters, masked by zeros.
        connection.await(text -> text.contains("pingInterval"));
        connection.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '0'});
        connection.await(text -> text.contains("40{"));
        return connection.stopReading();
    }

    @Test
    void those_who_take_nothing_are_cut_before_they_fill_the_memory_and_the_others_hear_everything() throws Exception {
        var deaf = IntStream.range(0, DEAF).mapToObj(_ -> deaf()).toList();
        var listener = BACKEND.overSocket().socket("/");
        listener.ask("echo");

        var sent = 0;
        while (REALTIME.clients() > 1) {
            REALTIME.everybody().emit("news", sent++, NEWS);
            // One at a time, so that who reads is never behind.
            assertThat(listener.next("news").get(0).intValue()).isEqualTo(sent - 1);
        }

        assertThat(listener.ask("echo", "still here").get(0).stringValue()).isEqualTo("still here");
        for (var _ : deaf) {
            assertThat(REASONS.poll(20, TimeUnit.SECONDS)).isEqualTo(DisconnectReason.SLOW_CONSUMER);
        }
        deaf.forEach(RawConnection::close);
    }
}
