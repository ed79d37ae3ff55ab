package dev.holdfast.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of bytes that have to be UTF-8. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes) throws BrokenFrame {
        var text = new String(bytes, StandardCharsets.UTF_8);
        // Java puts this for what it cannot read; only where it stands is it worth to look again, strictly.
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException _) {
                throw BrokenFrame.notText();
            }
        }
        return text;
    }
}
