package dev.holdfast.accounts.password;

import dev.holdfast.accounts.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Hashes by bcrypt, as Node's programs have them. What bcrypt would cut at 72 bytes, or mistake because of a NUL, it gets as the
 * HMAC of the password, and the hash says so.
 */
final class BcryptHashing {

    private static final String VERSION = "2b";
    private static final int MOST_BYTES = 72;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** No secret: it keeps the hashes of other programs from being tried here. */
    private static final byte[] LABEL = "holdfast password for bcrypt, 1".getBytes(StandardCharsets.US_ASCII);

    private final LongAdder rounds = new LongAdder();

    StoredHash.Bcrypt hash(byte[] password, int cost) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var isPrehashed = !isSafe(password);
        rounds.add(1L << cost);
        return StoredHash.Bcrypt.of(
                isPrehashed, OpenBSDBCrypt.generate(VERSION, isPrehashed ? prehashed(password) : password, salt, cost));
    }

    boolean matches(byte[] password, StoredHash.Bcrypt stored) {
        rounds.add(1L << stored.cost());
        if (stored.isPrehashed()) {
            return OpenBSDBCrypt.checkPassword(stored.text(), prehashed(password));
        }
        var fits = isSafe(password);
        return OpenBSDBCrypt.checkPassword(stored.text(), fits ? password : new byte[MOST_BYTES]) && fits;
    }

    /** Does what is left to do so that comparing at the lower cost takes as long as at the higher. */
    void spend(int from, int to) {
        for (var cost = from; cost < to; cost++) {
            nobody(cost);
        }
    }

    /** Takes as long as comparing at that cost. */
    void nobody(int cost) {
        rounds.add(1L << cost);
        var _ = OpenBSDBCrypt.generate(VERSION, LABEL, new byte[SALT_BYTES], cost);
    }

    long rounds() {
        return rounds.sum();
    }

    private static boolean isSafe(byte[] password) {
        for (var each : password) {
            if (each == 0) {
                return false;
            }
        }
        return password.length <= MOST_BYTES;
    }

    private static byte[] prehashed(byte[] password) {
        return Base64.getEncoder().encode(Digest.hmac(LABEL, password));
    }
}
