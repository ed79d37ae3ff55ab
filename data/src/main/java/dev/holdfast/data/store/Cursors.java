package dev.holdfast.data.store;

import dev.holdfast.Problem;
import dev.holdfast.data.mapping.Plain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns places in a sorted list into text that a client can keep and not change. A cursor is signed together with the
 * query it belongs to, so one query's cursor is no good for another.
 */
public final class Cursors {

    private static final int MOST_LETTERS = 4_096;
    private static final int SIGNATURE = 16;

    private final SecretKeySpec key;

    /** Cursors signed with the secret. */
    public Cursors(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String write(List<String> query, List<@Nullable Object> position) {
        try {
            var content = Position.bytes(position);
            var signature = sign(query, content);
            var cursor = ByteBuffer.allocate(SIGNATURE + content.length)
                    .put(signature)
                    .put(content);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
            if (text.length() > MOST_LETTERS) {
                throw new IllegalStateException("the values a page is sorted by are too long for a cursor");
            }
            return text;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    List<@Nullable Object> read(List<String> query, String cursor, List<Plain> kinds) {
        var bytes = decoded(cursor);
        var content = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(sign(query, content), Arrays.copyOf(bytes, SIGNATURE))) {
            throw refused();
        }
        try {
            return Position.read(content, kinds);
        } catch (IOException broken) {
            throw refused();
        }
    }

    private static byte[] decoded(String cursor) {
        if (cursor.length() > MOST_LETTERS) {
            throw refused();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length <= SIGNATURE) {
                throw refused();
            }
            return bytes;
        } catch (IllegalArgumentException noBase64) {
            throw refused();
        }
    }

    private byte[] sign(List<String> query, byte[] content) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            query.forEach(text -> part(mac, text));
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Each part goes in with its length, so that no two lists of parts read the same. */
    private static void part(Mac mac, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private static Problem refused() {
        return Problem.invalid("/cursor", "is not a cursor of this list");
    }
}
