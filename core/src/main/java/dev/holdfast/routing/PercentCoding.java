package dev.holdfast.routing;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text once, as strict UTF-8 (RFC 3986 section 2.1); what is not refuses the request. */
public final class PercentCoding {

    private PercentCoding() {}

    /** Returns the text decoded. */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeBytes(text, false, "request target");
    }

    /** Returns the text decoded as in a query, where a plus sign is a space. */
    public static String decodeForm(String text) {
        return decodeForm(text, "request target");
    }

    /**
     * Returns the text decoded as in a form, where a plus sign is a space.
     *
     * @param what whose text it is, for the refusal
     */
    public static String decodeForm(String text, String what) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decodeBytes(text, true, what);
    }

    private static String decodeBytes(String text, boolean form, String what) {
        var bytes = ByteBuffer.allocate(text.length());
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character == '%') {
                bytes.put(escaped(text, index, what));
                index += 2;
            } else {
                bytes.put((byte) (form && character == '+' ? ' ' : character));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            throw malformed(what);
        }
    }

    private static byte escaped(String text, int at, String what) {
        if (at + 2 >= text.length()) {
            throw malformed(what);
        }
        var high = Character.digit(text.charAt(at + 1), 16);
        var low = Character.digit(text.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            throw malformed(what);
        }
        if (high == 0 && low == 0) {
            throw new Problem(Kind.MALFORMED, "the " + what + " must not contain NUL characters");
        }
        return (byte) (high << 4 | low);
    }

    private static Problem malformed(String what) {
        return new Problem(Kind.MALFORMED, "the " + what + " is not properly percent-encoded");
    }
}
