package dev.holdfast.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.data.DatabaseFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a server is reached that is not up yet. */
class AttemptsTest {

    private final Attempts three = new Attempts(3, Duration.ofMillis(1));
    private final AtomicInteger tried = new AtomicInteger();

    @Test
    void a_server_that_comes_up_meanwhile_is_reached() {
        assertThat(three.reach("the server", () -> failingBefore(3), _ -> true)).isEqualTo(3);
    }

    @Test
    void a_server_that_stays_away_is_named_with_the_reason() {
        assertThatThrownBy(() -> three.reach("the server", () -> failingBefore(9), _ -> true))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("the server cannot be reached, after 3 attempts: not yet")
                .hasCauseInstanceOf(IOException.class);
        assertThat(tried).hasValue(3);
    }

    @Test
    void what_time_does_not_mend_is_not_tried_again() {
        assertThatThrownBy(() -> three.reach("the server", () -> failingBefore(9), _ -> false))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("the server cannot be opened: not yet");
        assertThat(tried).hasValue(1);
    }

    @Test
    void the_pauses_grow() {
        var attempts = new Attempts(4, Duration.ofMillis(20));
        var started = System.nanoTime();

        assertThatThrownBy(() -> attempts.reach("the server", () -> failingBefore(9), _ -> true))
                .isInstanceOf(DatabaseFailure.class);

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isGreaterThanOrEqualTo(Duration.ofMillis(20 + 40 + 80));
    }

    @Test
    void an_interrupted_program_does_not_go_on_trying() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> three.reach("the server", () -> failingBefore(9), _ -> true))
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tried).hasValue(1);
    }

    private int failingBefore(int number) throws IOException {
        if (tried.incrementAndGet() < number) {
            throw new IOException("not yet");
        }
        return tried.get();
    }
}
