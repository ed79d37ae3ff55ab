package dev.holdfast.accounts.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The bcrypt hash of passwords, in the form Node's bcrypt writes. Costs much time by design. */
final class Bcrypt {

    private static final int SALT_BYTES = 16;
    private static final int SALT_AND_DIGEST = 53;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int cost;

    Bcrypt(int cost) {
        this.cost = cost;
    }

    PasswordHash hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(OpenBSDBCrypt.generate("2b", bytes(password), salt, cost));
    }

    /** Says whether the password belongs to the hash; one that bcrypt would cut belongs to none. */
    boolean matches(String password, PasswordHash hash) {
        var bytes = bytes(password);
        var fits = bytes.length <= Password.MOST_BYTES;
        var checked = fits ? bytes : new byte[Password.MOST_BYTES];
        return OpenBSDBCrypt.checkPassword(hash.value(), checked) && fits;
    }

    /** Returns a hash that belongs to no password, and takes as long as any other to be compared with. */
    PasswordHash ofNobody() {
        return new PasswordHash("$2b$%02d$".formatted(cost) + "u".repeat(SALT_AND_DIGEST));
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
