package dev.holdfast.accounts.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords and their hashes. */
class PasswordsTest {

    @Test
    void a_password_belongs_to_its_own_hash_and_to_no_other() {
        try (var passwords = new Passwords(4)) {
            var hash = passwords.hash(new Password("correct horse"));

            assertThat(hash.value()).startsWith("$2b$04$").hasSize(60);
            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.matches("correct horsf", hash)).isFalse();
            assertThat(passwords.matches("", hash)).isFalse();
            assertThat(passwords.hash(new Password("correct horse"))).isNotEqualTo(hash);
        }
    }

    /** Vectors of the reference implementation, under each prefix in use; Node writes the first two. */
    @ParameterizedTest
    @CsvSource({
        "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe, a",
        "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i, abc",
        "$2y$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC, abcdefghijklmnopqrstuvwxyz",
    })
    void hashes_made_elsewhere_are_understood(String hash, String password) {
        try (var passwords = new Passwords(4)) {
            assertThat(passwords.matches(password, new PasswordHash(hash))).isTrue();
            assertThat(passwords.matches(password + "x", new PasswordHash(hash)))
                    .isFalse();
        }
    }

    @Test
    void what_bcrypt_would_cut_belongs_to_nothing() {
        try (var passwords = new Passwords(4)) {
            var longest = "x".repeat(72);
            var hash = passwords.hash(new Password(longest));

            assertThat(passwords.matches(longest, hash)).isTrue();
            assertThat(passwords.matches(longest + "y", hash)).isFalse();
            assertThatThrownBy(() -> new Password(longest + "y")).hasMessage("must have at most 72 bytes in UTF-8");
            assertThatThrownBy(() -> new Password("short67")).hasMessage("must have at least 8 characters");
        }
    }

    @Test
    void nobodys_hash_is_compared_like_any_other_and_fits_nothing() {
        try (var passwords = new Passwords(4)) {
            passwords.matchNobody("any");
            assertThat(new Bcrypt(4).matches("any", new Bcrypt(4).ofNobody())).isFalse();
        }
    }

    @Test
    void a_storm_is_refused_at_once_and_not_queued_without_end() throws InterruptedException {
        try (var passwords = new Passwords(8)) {
            var outcomes = new ConcurrentLinkedQueue<String>();
            var start = new CountDownLatch(1);
            var threads = new ArrayList<Thread>();
            for (var index = 0; index < 2_000; index++) {
                threads.add(Thread.startVirtualThread(() -> outcomes.add(outcome(passwords, start))));
            }
            start.countDown();
            for (var thread : threads) {
                thread.join();
            }

            assertThat(outcomes).hasSize(2_000).contains("hashed", "refused").doesNotContain("failed");
        }
    }

    private static String outcome(Passwords passwords, CountDownLatch start) {
        try {
            start.await();
            passwords.hash(new Password("password123"));
            return "hashed";
        } catch (Problem refused) {
            return refused.kind() == Kind.UNAVAILABLE && refused.retryAfter().isPresent() ? "refused" : "failed";
        } catch (InterruptedException _) {
            return "failed";
        }
    }

    @Test
    void neither_passwords_nor_hashes_print_themselves() {
        assertThat(new Password("password123").toString()).isEqualTo("hidden");
        assertThat(new PasswordHash("$2b$04$...").toString()).isEqualTo("hidden");
    }
}
