package dev.holdfast.accounts.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that a client carries: a handle by which it is found, and 256 bits that prove it. Of both only hashes are stored.
 *
 * <p>It does not print itself.
 */
public final class Ticket {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
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
        return ENCODER.encodeToString(Arrays.copyOf(sha256(handle), HANDLE));
    }

    /** Returns the hash of the secret. */
    public String hash() {
        return ENCODER.encodeToString(sha256(secret));
    }

    /** Says whether a stored hash is that of this secret, in a time that does not tell how much of it is right. */
    public boolean matches(String hash) {
        return MessageDigest.isEqual(hash().getBytes(US_ASCII), hash.getBytes(US_ASCII));
    }

    /**
     * Returns the ticket that follows this one. It is the same however often it is asked for, so that two requests with one ticket
     * end with one successor; without the key nobody can tell it.
     */
    public Ticket next(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(handle);
            return new Ticket(handle, mac.doFinal(secret));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 belongs to every Java", failure);
        }
    }

    /** Returns the text a client carries: 64 letters of the URL-safe alphabet. */
    public String text() {
        return ENCODER.encodeToString(
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

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("SHA-256 belongs to every Java", failure);
        }
    }
}
