package dev.holdfast.accounts.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Problem;
import dev.holdfast.testkit.FakeClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses between failed attempts on one account. */
class PausesTest {

    private static final String ANN = "ann@example.com";

    private final FakeClock clock = FakeClock.atNoon();
    private final Pauses pauses = new Pauses(clock);
    private final InetAddress stranger = address("192.0.2.1");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException failure) {
            throw new AssertionError(failure);
        }
    }

    private void fail(int times) {
        for (var time = 0; time < times; time++) {
            assertThat(pauses.begin(ANN, stranger)).isEmpty();
        }
    }

    private void refused(Duration pause) {
        assertThatThrownBy(() -> pauses.begin(ANN, stranger))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.retryAfter()).contains(pause));
    }

    @Test
    void A3_they_begin_with_the_twentieth_failure_double_and_end_at_a_minute() {
        fail(19);
        for (var pause = 1; pause < 200; pause *= 2) {
            var expected = Duration.ofSeconds(Math.min(pause, 60));
            assertThat(pauses.begin(ANN, stranger)).contains(expected);
            refused(expected);
            clock.advance(expected);
        }
    }

    @Test
    void what_is_refused_makes_no_pause_longer() {
        fail(19);
        pauses.begin(ANN, stranger);
        for (var time = 0; time < 100; time++) {
            refused(Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(pauses.begin(ANN, stranger)).contains(Duration.ofSeconds(2));
    }

    @Test
    void an_attempt_that_nobody_could_decide_about_does_not_count() {
        for (var time = 0; time < 100; time++) {
            assertThat(pauses.begin(ANN, stranger)).isEmpty();
            pauses.withdraw(ANN);
        }
        fail(19);
        pauses.begin(ANN, stranger);
        pauses.withdraw(ANN);
        assertThat(pauses.begin(ANN, stranger)).contains(Duration.ofSeconds(1));
    }

    @Test
    void A3_the_right_password_ends_them_for_all_and_its_address_never_has_one_again() {
        var owner = address("198.51.100.1");
        fail(19);
        pauses.begin(ANN, stranger);

        pauses.succeeded(ANN, owner);

        fail(19);
        pauses.begin(ANN, stranger);
        refused(Duration.ofSeconds(1));
        assertThat(pauses.begin(ANN, owner)).isEmpty();
    }

    @Test
    void A3_an_address_is_known_for_one_account_alone_and_with_its_whole_network() {
        pauses.succeeded(ANN, address("2001:db8::1"));
        fail(19);
        pauses.begin(ANN, stranger);

        assertThat(pauses.begin(ANN, address("2001:db8::2"))).isEmpty();
        assertThatThrownBy(() -> pauses.begin(ANN, address("2001:db8:0:1::1"))).isInstanceOf(Problem.class);
        assertThat(pauses.begin("bob@example.com", stranger)).isEmpty();
    }
}
