package dev.holdfast.accounts.session;

import dev.holdfast.accounts.digest.Digest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret that a client carries: a handle by which it is found, and 256 bits that prove it. Of both only hashes are stored.
 *
 * <p>It does not print itself.
 */
public final class Ticket {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HANDLE = 16;
    private static final int SECRET = 32;
    private static final int LETTERS = 64;

    private final byte[] handle;
    private final byte[] secret;

    private Ticket(byte[] handle, byte[] secret) {
        this.handle = handle;
        this.secret = secret;
    }

    /** Returns a ticket nobody else has. */
    public static Ticket random() {
        return new Ticket(bytes(HANDLE), bytes(SECRET));
    }

    /** Returns the ticket a text stands for, where it stands for one. */
    public static Optional<Ticket> read(String text) {
        if (text.length() != LETTERS) {
            return Optional.empty();
        }
        try {
            var all = Base64.getUrlDecoder().decode(text);
            return Optional.of(new Ticket(Arrays.copyOf(all, HANDLE), Arrays.copyOfRange(all, HANDLE, all.length)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns the id under which it is stored: a hash of the handle, so that who reads the id has not got the ticket. */
    public String id() {
        return Digest.text(Arrays.copyOf(Digest.sha256(handle), HANDLE));
    }

    /** Returns the hash of the secret. */
    public String hash() {
        return Digest.text(Digest.sha256(secret));
    }

    /** Says whether a stored hash is that of this secret, in a time that does not tell how much of it is right. */
    public boolean matches(String hash) {
        return Digest.areSame(hash(), hash);
    }

    /**
     * Returns the ticket that follows this one. It is the same however often it is asked for, so that two requests with one ticket
     * end with one successor; without the key nobody can tell it.
     */
    public Ticket next(byte[] key) {
        return new Ticket(handle, Digest.hmac(key, handle, secret));
    }

    /** Returns the text a client carries: 64 letters of the URL-safe alphabet. */
    public String text() {
        return Digest.text(
                ByteBuffer.allocate(HANDLE + SECRET).put(handle).put(secret).array());
    }

    @Override
    public String toString() {
        return "hidden";
    }

    private static byte[] bytes(int count) {
        var made = new byte[count];
        RANDOM.nextBytes(made);
        return made;
    }
}
