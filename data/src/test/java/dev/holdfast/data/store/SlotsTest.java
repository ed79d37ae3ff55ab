package dev.holdfast.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What those meet who want to talk to a server that is busy. */
class SlotsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_WAITING = 256;

    private final Slots slots = new Slots(1);

    @Test
    void so_many_may_wait_and_whoever_comes_then_is_refused_at_once() {
        slots.take(MINUTE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = IntStream.range(0, MOST_WAITING)
                    .mapToObj(_ -> threads.submit(() -> slots.<Boolean, RuntimeException>hold(MINUTE, () -> true)))
                    .toList();
            while (slots.waiting() < MOST_WAITING) {
                Thread.onSpinWait();
            }
            var asked = System.nanoTime();

            assertThatThrownBy(() -> slots.take(MINUTE)).hasMessage("the database has more to do than it can");

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
            slots.free();
            assertThat(waiting).allSatisfy(each -> assertThat(each.get()).isTrue());
        }
        assertThat(slots.busy()).isZero();
    }

    @Test
    void nobody_waits_longer_than_there_is_time_for() {
        slots.take(MINUTE);

        assertThatThrownBy(() -> slots.take(Duration.ofMillis(1))).isInstanceOf(Problem.class);
        assertThat(slots.busy()).isEqualTo(1);
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void whoever_is_told_to_stop_while_it_waits_stays_told() {
        slots.take(MINUTE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> slots.take(MINUTE)).hasMessage("the caller was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_waits_for_what_was_accepted_and_refuses_the_rest() {
        slots.take(MINUTE);
        var closed = CompletableFuture.runAsync(() -> slots.close(MINUTE));
        while (slots.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> slots.take(MINUTE)).hasMessage("the database is closing");
        assertThat(closed).isNotDone();
        slots.free();
        closed.join();
        assertThat(slots.busy()).isZero();
    }
}
