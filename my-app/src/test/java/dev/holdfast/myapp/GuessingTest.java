package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody meets who guesses passwords, and what the owner of the account meets meanwhile. */
class GuessingTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private static TestClient from(String address) {
        return BACKEND.inMemory().with("X-Forwarded-For", address);
    }

    private static Reply guess(String address, Somebody who) {
        return Somebody.login(from(address), who.email(), "a guess");
    }

    private static Reply right(String address, Somebody who) {
        return Somebody.login(from(address), who.email(), PASSWORD);
    }

    /** An address of its own for each: none of them uses up what one address may try. */
    private static Reply guess(int number, Somebody who) {
        return guess("198.51." + number / 250 + "." + number % 250, who);
    }

    @Test
    void A3_of_twenty_guesses_of_one_address_half_are_not_looked_at() {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 10; index++) {
            assertThat(guess("192.0.2.1", ann).status()).isEqualTo(401);
        }
        for (var index = 0; index < 10; index++) {
            var refused = guess("192.0.2.1", ann);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.textAt("/code")).isEqualTo("too_many_requests");
        }
        assertThat(right("192.0.2.1", ann).status()).isEqualTo(429);
        assertThat(right("192.0.2.2", ann).status()).isEqualTo(200);
    }

    @Test
    void A3_guesses_from_everywhere_meet_growing_pauses() {
        var ann = Somebody.at(BACKEND);
        for (var number = 0; number < 20; number++) {
            assertThat(guess(number, ann).status()).isEqualTo(401);
        }
        var pause = 1;
        for (var number = 20; number < 30; number++) {
            var refused = guess(number, ann);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains(Integer.toString(pause));
            CLOCK.advance(Duration.ofSeconds(pause));
            assertThat(guess(100 + number, ann).status()).isEqualTo(401);
            pause = Math.min(2 * pause, 60);
        }
    }

    @Test
    void A3_the_owner_is_not_locked_out_by_who_guesses() {
        var ann = Somebody.at(BACKEND);
        assertThat(right("203.0.113.9", ann).status()).isEqualTo(200);
        for (var number = 200; number < 240; number++) {
            guess(number, ann);
        }
        assertThat(guess(240, ann).status()).isEqualTo(429);
        assertThat(right("203.0.113.9", ann).status()).isEqualTo(200);
    }

    @Test
    void A3_many_guesses_at_once_get_no_further_than_one_after_another() throws Exception {
        var ann = Somebody.at(BACKEND);
        var guesses = new ArrayList<Callable<Reply>>();
        for (var number = 300; number < 400; number++) {
            var from = number;
            guesses.add(() -> guessUntilHeard(from, ann));
        }
        var heard = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : threads.invokeAll(guesses)) {
                heard += reply.get().status() == 429 ? 0 : 1;
            }
        }
        assertThat(heard).isEqualTo(20);
    }

    /** So many at once find no room for their passwords, which is no guess and is said before anything is looked up. */
    private static Reply guessUntilHeard(int from, Somebody whom) {
        var reply = guess(from, whom);
        while (reply.status() == 503) {
            reply = guess(from, whom);
        }
        return reply;
    }

    @Test
    void A3_an_account_that_is_not_there_is_slowed_down_like_one_that_is() {
        var nobody = new Somebody(BACKEND.inMemory(), "", "nobody@example.com", "", "");
        for (var number = 400; number < 420; number++) {
            assertThat(guess(number, nobody).status()).isEqualTo(401);
        }
        assertThat(guess(420, nobody).status()).isEqualTo(429);
    }

    @Test
    void A1_wrong_password_and_unknown_user_get_the_same_answer() {
        var ann = Somebody.at(BACKEND);
        var wrong = guess("192.0.2.50", ann);
        var unknown = Somebody.login(from("192.0.2.50"), "nobody2@example.com", "a guess");

        assertThat(unknown.status()).isEqualTo(wrong.status()).isEqualTo(401);
        assertThat(unknown.textAt("/message")).isEqualTo(wrong.textAt("/message"));
        assertThat(unknown.textAt("/code")).isEqualTo(wrong.textAt("/code"));
        assertThat(unknown.json().propertyNames()).isEqualTo(wrong.json().propertyNames());
    }
}
