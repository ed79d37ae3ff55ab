package dev.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Telemetry.Worker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When late work is worth a word. */
class LatenessTest {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Lateness lateness = new Lateness();
    private final long start = System.nanoTime();

    private long told(Worker worker, long milliseconds, long second) {
        return lateness.toTell(worker, milliseconds * MILLISECOND, start + second * SECOND) / MILLISECOND;
    }

    @Test
    void a_tenth_of_a_second_is_not_worth_a_word_and_more_is() {
        assertThat(told(Worker.EVENT_LOOP, 100, 0)).isZero();
        assertThat(told(Worker.EVENT_LOOP, 101, 0)).isEqualTo(101);
    }

    @Test
    void the_worst_of_ten_seconds_is_told_once_and_each_worker_has_its_own() {
        assertThat(told(Worker.EVENT_LOOP, 200, 0)).isEqualTo(200);
        assertThat(told(Worker.EVENT_LOOP, 900, 3)).isZero();
        assertThat(told(Worker.EVENT_LOOP, 300, 9)).isZero();
        assertThat(told(Worker.CARRIER, 150, 9)).isEqualTo(150);
        assertThat(told(Worker.EVENT_LOOP, 1, 10)).isEqualTo(900);
        assertThat(told(Worker.EVENT_LOOP, 1, 30)).isZero();
    }
}
