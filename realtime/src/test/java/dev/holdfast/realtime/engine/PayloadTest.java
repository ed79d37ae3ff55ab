package dev.holdfast.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Deferred;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in one body, and what waits for a poll. */
class PayloadTest {

    private static final EngineSettings SETTINGS = new EngineSettings(
            Duration.ofSeconds(25), Duration.ofSeconds(20), Duration.ofSeconds(10), 1_000, 1_000, 10, 1 << 20, 10, 10);

    @ParameterizedTest
    @ValueSource(strings = {"", "4a", "4a\u001e", "\u001e", "\u001e4a", "4a\u001e\u001e4b", "4a\u001e4b\u001e4c"})
    void a_body_has_one_packet_more_than_separators(String body) {
        var packets = new ArrayList<String>();
        new Payload(body).forEachRemaining(packets::add);

        assertThat(packets).containsExactly(body.split("\u001e", -1));
    }

    @Test
    void what_is_sent_to_a_client_that_has_just_left_is_not_taken_for_delivered() {
        var polling = new Polling(SETTINGS);
        var poll = new Deferred();
        polling.poll(poll, 0);
        poll.leave();

        polling.send(new Parcel(List.of(Outgoing.text("4a".getBytes(StandardCharsets.UTF_8))), false, true));

        assertThat(polling.isParked(poll)).isTrue();
        assertThat(polling.isEmpty()).isFalse();
    }
}
