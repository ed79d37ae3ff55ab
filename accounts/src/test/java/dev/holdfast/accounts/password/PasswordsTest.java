package dev.holdfast.accounts.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.accounts.password.PasswordScheme.Argon2id;
import dev.holdfast.accounts.password.PasswordScheme.Bcrypt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and their hashes, by each scheme. */
class PasswordsTest {

    private static final Argon2id CHEAP = new Argon2id(64, 2);

    static List<PasswordScheme> schemes() {
        return List.of(new Bcrypt(4), CHEAP);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void a_password_belongs_to_its_own_hash_and_to_no_other(PasswordScheme scheme) {
        try (var passwords = Passwords.of(scheme)) {
            var hash = passwords.hash(new Password("correct horse"));

            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.matches("correct horsf", hash)).isFalse();
            assertThat(passwords.matches("Correct horse", hash)).isFalse();
            assertThat(passwords.matches("correct horse ", hash)).isFalse();
            assertThat(passwords.matches("", hash)).isFalse();
            assertThat(passwords.hash(new Password("correct horse"))).isNotEqualTo(hash);
        }
    }

    @Test
    void bcrypt_by_its_cost_alone_is_what_node_writes() {
        try (var passwords = new Passwords(4)) {
            assertThat(passwords.hash(new Password("correct horse")).value())
                    .startsWith("$2b$04$")
                    .hasSize(60);
        }
    }

    @Test
    void A6_the_default_is_argon2id_with_19_MiB_and_2_passes() {
        try (var passwords = Passwords.of(PasswordScheme.standard())) {
            assertThat(passwords.hash(new Password("correct horse")).value())
                    .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        }
    }

    @Test
    void A6_work_that_no_scheme_takes_is_refused() {
        for (var cost : List.of(-1, 3, 17, 31)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Bcrypt(cost));
        }
        for (var memory : List.of(-1, 7, 1024 * 1024 + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Argon2id(memory, 2));
        }
        for (var passes : List.of(-1, 0, 33)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Argon2id(64, passes));
        }
    }

    /** Each pair is alike in its first 72 bytes, or up to a NUL, or to whoever replaces what is no character. */
    static List<List<String>> alike() {
        var long72 = "x".repeat(72);
        return List.of(
                List.of(long72, long72 + "y"),
                List.of(long72 + "y", long72 + "z"),
                List.of("ä".repeat(36) + "a", "ä".repeat(36) + "b"),
                List.of("password", "password\0password"),
                List.of("password\0", "password\0\0"),
                List.of("password?", "password\0?"),
                List.of("password?", "password\uD83D"),
                List.of("\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0\0"));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void A5_passwords_that_are_alike_to_bcrypt_are_told_apart(List<String> pair) {
        for (var scheme : schemes()) {
            try (var passwords = Passwords.of(scheme)) {
                var one = pair.getFirst();
                var other = pair.getLast();
                var hash = passwords.hash(new Password(one));
                assertThat(passwords.matches(one, hash)).isTrue();
                assertThat(passwords.matches(other, hash)).isFalse();
                if (Password.isText(other)) {
                    var reverse = passwords.hash(new Password(other));
                    assertThat(passwords.matches(other, reverse)).isTrue();
                    assertThat(passwords.matches(one, reverse)).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void A5_the_longest_password_counts_to_its_last_byte(PasswordScheme scheme) {
        try (var passwords = Passwords.of(scheme)) {
            var longest = "\uD83D\uDE00".repeat(255);
            var hash = passwords.hash(new Password(longest + "a"));

            assertThat(passwords.matches(longest + "a", hash)).isTrue();
            assertThat(passwords.matches(longest + "b", hash)).isFalse();
            assertThat(passwords.matches("x".repeat(1_000), hash)).isFalse();
        }
    }

    @Test
    void a_hash_that_others_made_of_a_cut_password_fits_neither_the_whole_nor_the_rest() {
        try (var passwords = new Passwords(4)) {
            var cut = passwords.hash(new Password("x".repeat(72)));

            assertThat(passwords.matches("x".repeat(73), cut)).isFalse();
            assertThat(passwords.matches("x".repeat(71), cut)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2b$04$",
                "correct horse",
                "$2x$04$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$00$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$03$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$17$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$31$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$99$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu",
                "$2b$04$uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu!",
                "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=9999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=1000000,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=999$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQxx$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
                "$holdfast-hmac-sha256$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void a_hash_that_is_none_or_asks_for_too_much_matches_nothing_in_the_usual_time(String stored) {
        for (var scheme : schemes()) {
            try (var passwords = Passwords.of(scheme)) {
                passwords.matchNobody("password");
                var usual = passwords.work();

                assertThat(passwords.matches("password", new PasswordHash(stored)))
                        .isFalse();
                assertThat(passwords.work()).isEqualTo(2 * usual);
            }
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
    void E3_neither_passwords_nor_hashes_print_themselves() {
        assertThat(new Password("password123")).hasToString("hidden");
        assertThat(new PasswordHash("$2b$04$...")).hasToString("hidden");
        assertThat(StoredHash.of("$2b$04$" + "u".repeat(53)).orElseThrow()).hasToString("hidden");
    }
}
