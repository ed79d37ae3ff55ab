package dev.holdfast.ops;

import dev.holdfast.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of lines that wait to be written together, in UTF-8; what is in them cannot end a line by itself. */
final class Lines {

    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4096];
    private int length;

    int length() {
        return length;
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void cutTo(int shorter) {
        length = shorter;
    }

    /** Says whether a line ends before that byte. */
    boolean endsAt(int index) {
        return bytes[index - 1] == '\n';
    }

    /** Returns how many lines end at or after a byte. */
    int count(int from) {
        var count = 0;
        for (var index = from; index < length; index++) {
            count += bytes[index] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Adds text of our own, of ASCII alone. */
    @SuppressWarnings("deprecation") // ASCII, so dropping the high half loses nothing
    Lines ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    Lines number(long number) {
        return ascii(Long.toString(number));
    }

    /** Adds a number from 0 with leading zeros. */
    Lines digits(int number, int count) {
        reserve(count);
        var rest = number;
        for (var index = length + count - 1; index >= length; index--) {
            bytes[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** Adds any text for people. */
    Lines text(String text) {
        var shown = Printable.of(text).getBytes(StandardCharsets.UTF_8);
        reserve(shown.length);
        System.arraycopy(shown, 0, bytes, length, shown.length);
        length += shown.length;
        return this;
    }

    /** Adds any text as a JSON string, quotes included (RFC 8259 section 7). */
    Lines quoted(String text) {
        reserve(text.length() * LONGEST_ESCAPE + 2);
        bytes[length++] = '"';
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character >= ' ' && character < 0x7F && character != '"' && character != '\\') {
                bytes[length++] = (byte) character;
            } else if (Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                pair(Character.toCodePoint(character, text.charAt(++index)));
            } else {
                special(character);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void special(char character) {
        switch (character) {
            case '"', '\\' -> escape(character);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> {
                if (!Printable.isPlain(character) || Character.isSurrogate(character)) {
                    hexadecimal(character);
                } else {
                    encode(character);
                }
            }
        }
    }

    private void escape(char letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }

    private void hexadecimal(char character) {
        escape('u');
        for (var shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(character >> shift) & 0xF];
        }
    }

    private void encode(char character) {
        if (character < 0x800) {
            bytes[length++] = (byte) (0xC0 | (character >> 6));
        } else {
            bytes[length++] = (byte) (0xE0 | (character >> 12));
            bytes[length++] = (byte) (0x80 | ((character >> 6) & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (character & 0x3F));
    }

    private void pair(int point) {
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
