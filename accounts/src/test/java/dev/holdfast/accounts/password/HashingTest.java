package dev.holdfast.accounts.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.accounts.password.PasswordScheme.Argon2id;
import dev.holdfast.accounts.password.PasswordScheme.Bcrypt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How hashes are made, what they cost, and which are weak. */
class HashingTest {

    private static final int PLENTY = 100_000;
    private static final Argon2id CHEAP = new Argon2id(256, 2);

    private static Hashing hashing(PasswordScheme scheme) {
        return new Hashing(scheme, PLENTY);
    }

    private static PasswordHash by(PasswordScheme scheme, String password) {
        return hashing(scheme).hash(password);
    }

    /** Vectors of the reference implementations; Node writes the first two. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe a",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i abc",
                "$2y$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC abcdefghijklmnopqrstuvwxyz",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4 password",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc password",
            })
    void hashes_made_elsewhere_are_understood_under_every_scheme(String hash, String password) {
        for (var scheme : List.of(new Bcrypt(4), CHEAP)) {
            assertThat(hashing(scheme).matches(password, new PasswordHash(hash)))
                    .as(hash)
                    .isTrue();
            assertThat(hashing(scheme).matches(password + "x", new PasswordHash(hash)))
                    .isFalse();
        }
    }

    /** RFC 9106 section 5.3. */
    @Test
    void argon2id_is_that_of_the_RFC() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeated(2, 16))
                .withSecret(repeated(3, 8))
                .withAdditional(repeated(4, 12))
                .build());
        var tag = new byte[32];
        generator.generateBytes(repeated(1, 32), tag);

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    private static byte[] repeated(int value, int count) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void A5_bcrypt_by_itself_takes_passwords_for_one_another() {
        var salt = new byte[16];
        var cut = "x".repeat(72).getBytes(StandardCharsets.UTF_8);
        var whole = "x".repeat(80).getBytes(StandardCharsets.UTF_8);

        assertThat(OpenBSDBCrypt.generate("2b", "a\0a".getBytes(StandardCharsets.UTF_8), salt, 4))
                .isEqualTo(OpenBSDBCrypt.generate("2b", "a".getBytes(StandardCharsets.UTF_8), salt, 4));
        assertThat(OpenBSDBCrypt.generate("2b", whole, salt, 4)).isEqualTo(OpenBSDBCrypt.generate("2b", cut, salt, 4));
    }

    @Test
    void A5_what_bcrypt_would_mistake_is_hashed_before_and_says_so() {
        var marked = "$holdfast-hmac-sha256$2b$04$";

        assertThat(by(new Bcrypt(4), "x".repeat(72)).value()).startsWith("$2b$04$");
        assertThat(by(new Bcrypt(4), "x".repeat(73)).value()).startsWith(marked);
        assertThat(by(new Bcrypt(4), "ä".repeat(37)).value()).startsWith(marked);
        assertThat(by(new Bcrypt(4), "pass\0word").value()).startsWith(marked);
    }

    @Test
    void A5_the_mark_cannot_be_taken_off_or_put_on() {
        var hashing = hashing(new Bcrypt(4));
        var plain = hashing.hash("correct horse").value();
        var marked = hashing.hash("x".repeat(73)).value();

        assertThat(hashing.matches("correct horse", new PasswordHash("$holdfast-hmac-sha256" + plain)))
                .isFalse();
        assertThat(hashing.matches(
                        "x".repeat(73), new PasswordHash(marked.substring("$holdfast-hmac-sha256".length()))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7})
    void A1_nobody_a_wrong_password_and_an_older_hash_cost_alike_by_bcrypt(int older) {
        var stored = by(new Bcrypt(older), "correct horse");
        for (var wrong : List.of("wrong horse", "", "x".repeat(73), "pass\0word", "password\uD83D")) {
            var hashing = hashing(new Bcrypt(7));
            assertThat(hashing.matches(wrong, stored)).isFalse();
            assertThat(hashing.work()).as("rounds at cost %d", older).isEqualTo(1L << 7);
        }
        var hashing = hashing(new Bcrypt(7));
        hashing.nobody("wrong horse");
        assertThat(hashing.work()).isEqualTo(1L << 7);
    }

    @ParameterizedTest
    @CsvSource({"256, 2", "128, 2", "256, 1", "64, 1", "512, 1"})
    void A1_nobody_a_wrong_password_and_an_older_hash_cost_alike_by_argon2id(int memory, int passes) {
        var stored = by(new Argon2id(memory, passes), "correct horse");
        var hashing = hashing(CHEAP);
        assertThat(hashing.matches("wrong horse", stored)).isFalse();
        assertThat(hashing.work()).isEqualTo(512);

        var other = hashing(CHEAP);
        other.nobody("wrong horse");
        assertThat(other.work()).isEqualTo(512);
    }

    @Test
    void a_right_password_costs_what_its_hash_does() {
        var stored = by(new Bcrypt(4), "correct horse");
        var hashing = hashing(new Bcrypt(7));

        assertThat(hashing.matches("correct horse", stored)).isTrue();
        assertThat(hashing.work()).isEqualTo(1L << 4);
    }

    @Test
    void a_hash_of_less_work_than_is_asked_for_now_is_weak() {
        assertThat(hashing(new Bcrypt(5)).isWeak(by(new Bcrypt(4), "correct horse")))
                .isTrue();
        assertThat(hashing(new Bcrypt(5)).isWeak(by(new Bcrypt(4), "x".repeat(80))))
                .isTrue();
        assertThat(hashing(CHEAP).isWeak(by(new Argon2id(255, 2), "correct horse")))
                .isTrue();
        assertThat(hashing(CHEAP).isWeak(by(new Argon2id(256, 1), "correct horse")))
                .isTrue();
        assertThat(hashing(CHEAP).isWeak(by(new Bcrypt(8), "correct horse"))).isTrue();
        assertThat(
                        hashing(CHEAP)
                                .isWeak(
                                        new PasswordHash(
                                                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")))
                .as("a salt of 8 bytes")
                .isTrue();
        assertThat(hashing(CHEAP).isWeak(new PasswordHash("none"))).isTrue();
    }

    @Test
    void a_hash_of_as_much_work_or_more_is_not_weak() {
        for (var cost : List.of(5, 6)) {
            assertThat(hashing(new Bcrypt(5)).isWeak(by(new Bcrypt(cost), "correct horse")))
                    .isFalse();
        }
        for (var stronger : List.of(CHEAP, new Argon2id(257, 2), new Argon2id(256, 3))) {
            assertThat(hashing(CHEAP).isWeak(by(stronger, "correct horse"))).isFalse();
        }
        assertThat(hashing(new Bcrypt(5)).isWeak(by(new Argon2id(8, 1), "correct horse")))
                .isFalse();
    }

    @Test
    void there_is_room_for_one_hash_however_little_memory_there_is() {
        try (var passwords = new Passwords(CHEAP, 1)) {
            var hash = passwords.hash(new Password("correct horse"));

            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.matches("correct horse", by(new Argon2id(257, 2), "correct horse")))
                    .as("more than there is room for")
                    .isFalse();
        }
    }

    @Test
    void a_hash_waits_for_the_memory_that_others_take() throws InterruptedException {
        var room = new Semaphore(1_000);
        var hashing = new Argon2Hashing(1_000, room);
        room.acquire(1_000 - CHEAP.memoryKib() + 1);
        var waiting = Thread.ofPlatform().start(() -> hashing.nobody(new byte[8], Argon2Work.of(CHEAP)));
        while (!room.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        assertThat(hashing.blocks()).isZero();

        room.release();
        waiting.join();
        assertThat(hashing.blocks()).isEqualTo(512);
        assertThat(room.availablePermits()).as("given back").isEqualTo(CHEAP.memoryKib());
    }
}
