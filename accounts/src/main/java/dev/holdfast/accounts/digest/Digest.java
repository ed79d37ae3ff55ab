package dev.holdfast.accounts.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes, and codes that only the owner of a key can make; texts of them are in base64url without padding. */
public final class Digest {

    private static final String HMAC = "HmacSHA256";

    private Digest() {}

    /** Returns the SHA-256 of bytes. */
    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("SHA-256 belongs to every Java", failure);
        }
    }

    /** Returns the SHA-256 of a text in UTF-8, as text. */
    public static String sha256(String text) {
        return text(sha256(text.getBytes(UTF_8)));
    }

    /** Returns the HMAC-SHA-256 of the parts, one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 belongs to every Java", failure);
        }
    }

    /** Says whether two texts are the same, in a time that does not tell where they differ. */
    public static boolean areSame(String ours, String theirs) {
        return MessageDigest.isEqual(ours.getBytes(UTF_8), theirs.getBytes(UTF_8));
    }

    /** Returns bytes as text. */
    public static String text(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
