package dev.holdfast.data.store;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns places in a sorted list into text that a client can keep and not change. A cursor is signed together with the
 * query it belongs to, so one query's cursor is no good for another.
 */
public final class Cursors {

    /** The line of a request has room for it, and for a path and a query besides. */
    private static final int MOST_LETTERS = 4_096;

    private static final int SIGNATURE = 16;

    /** How the content of a cursor begins that has the id alone; values begin with whether the first of them is there. */
    private static final byte BY_ID = 2;

    /** Finds the position of a record by what is stored as its id. */
    @FunctionalInterface
    interface Positions {
        Optional<List<@Nullable Object>> of(Object id);
    }

    private final SecretKeySpec key;

    /** Cursors signed with the secret. */
    public Cursors(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Returns the text for the place of a record: with all that the list is sorted by, or where that is long with the id alone. */
    String write(List<String> query, List<@Nullable Object> position, Object id) {
        try {
            var values = Position.bytes(position);
            var whole = signed(query, values);
            return whole.length() <= MOST_LETTERS ? whole : byId(query, values, id);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String byId(List<String> query, byte[] values, Object id) throws IOException {
        var content = new ByteArrayOutputStream();
        content.write(BY_ID);
        content.write(sign(query, values));
        content.write(Position.bytes(List.of(id)));
        var text = signed(query, content.toByteArray());
        if (text.length() > MOST_LETTERS) {
            throw new Problem(
                    Kind.UNPROCESSABLE,
                    "the id of the last record on this page is too long for a cursor: ask for another limit");
        }
        return text;
    }

    private String signed(List<String> query, byte[] content) {
        var cursor = ByteBuffer.allocate(SIGNATURE + content.length)
                .put(sign(query, content))
                .put(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** Returns the position that the cursor is about; asks for that of a record where the cursor has only its id. */
    List<@Nullable Object> read(List<String> query, String cursor, Sorting<?> sorting, Positions known) {
        var bytes = decoded(cursor);
        var content = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(sign(query, content), Arrays.copyOf(bytes, SIGNATURE))) {
            throw refused();
        }
        try {
            return content[0] == BY_ID
                    ? of(query, ByteBuffer.wrap(content, 1, content.length - 1), sorting, known)
                    : Position.read(content, sorting.kinds());
        } catch (IOException broken) {
            throw refused();
        }
    }

    /** The record may be in another place by now, and from there the list would repeat or hide others. */
    private List<@Nullable Object> of(List<String> query, ByteBuffer content, Sorting<?> sorting, Positions known)
            throws IOException {
        var signature = new byte[SIGNATURE];
        var id = new byte[content.remaining() - SIGNATURE];
        content.get(signature).get(id);
        var position = known.of(Objects.requireNonNull(
                Position.read(id, List.of(sorting.model().id().plain())).getFirst()));
        if (position.isEmpty() || !MessageDigest.isEqual(sign(query, Position.bytes(position.get())), signature)) {
            throw Problem.invalid(
                    "/cursor", "is of a record that was changed or deleted since: begin again with the first page");
        }
        return position.get();
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
