package dev.holdfast.accounts.token;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.json.Json;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A token as text, held to the letter of RFC 7515 before anything in it is used: three parts of base64url, each in the one way it
 * can be written, and JSON without duplicate names or depth. The library of tokens is more lenient in each.
 */
final class TokenText {

    static final int LONGEST = 4 * 1024;
    private static final int PARTS = 3;

    /** What changes how the rest is read; none of it is ever ours. */
    private static final List<String> REFUSED = List.of("crit", "b64", "zip");

    private final Json json = new Json();

    /**
     * Reads a token.
     *
     * @throws ParseException where it is none
     * @throws IllegalArgumentException where it is none
     * @throws dev.holdfast.Problem where it is none
     */
    SignedJWT parse(String text) throws ParseException {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        var parts = text.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a token has three parts");
        }
        if (REFUSED.stream().anyMatch(object(parts[0])::has)) {
            throw new IllegalArgumentException("a header that is not ours");
        }
        var _ = object(parts[1]);
        var _ = decoded(parts[2]);
        return SignedJWT.parse(text);
    }

    private JsonNode object(String part) {
        var read = json.read(decoded(part));
        if (!read.isObject()) {
            throw new IllegalArgumentException("no JSON object");
        }
        return read;
    }

    private static byte[] decoded(String part) {
        var bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not the one way to write it");
        }
        return bytes;
    }
}
