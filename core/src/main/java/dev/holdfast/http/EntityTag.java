package dev.holdfast.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The name of one state of what a resource shows (RFC 9110 section 8.8.3): when the tag is the same, so is the state.
 *
 * @param text what stands between the quotes
 * @param isWeak whether states that mean the same may share it though their bytes differ
 */
public record EntityTag(String text, boolean isWeak) {

    private static final int DIGEST_BYTES = 16;

    /** Refuses text that may not stand in an entity tag by an {@link IllegalArgumentException}. */
    public EntityTag {
        for (var index = 0; index < text.length(); index++) {
            if (!isAllowed(text.charAt(index))) {
                throw new IllegalArgumentException("an entity tag has visible characters and no quotes");
            }
        }
    }

    /** A tag that changes with every byte. */
    public static EntityTag strong(String text) {
        return new EntityTag(text, false);
    }

    /** A tag that changes with the meaning. */
    public static EntityTag weak(String text) {
        return new EntityTag(text, true);
    }

    /** The strong tag of these bytes: a digest of them all. */
    public static EntityTag of(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            var first = Arrays.copyOf(digest, DIGEST_BYTES);
            return strong(Base64.getUrlEncoder().withoutPadding().encodeToString(first));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** Returns the tag as it stands in a header field; empty where it is none. */
    public static Optional<EntityTag> read(String field) {
        return new TagList(field).only();
    }

    static boolean isAllowed(char character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x7E)
                || (character >= 0x80 && character <= 0xFF);
    }

    /** Returns the tag as it stands in a header field. */
    @Override
    public String toString() {
        return isWeak ? "W/\"" + text + '"' : '"' + text + '"';
    }
}
