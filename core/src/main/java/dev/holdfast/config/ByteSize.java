package dev.holdfast.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An amount of bytes, written as {@code 10KiB}, {@code 1MiB} or a plain number.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\s*(b|k|kb|kib|m|mb|mib|g|gb|gib)?");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
    }

    /** Returns the amount a text names; K, M and G count in steps of 1024. */
    public static ByteSize parse(String text) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new IllegalArgumentException("must be an amount of bytes such as 10KiB");
        }
        var unit = match.group(2) == null ? "b" : match.group(2);
        var shift = switch (unit.charAt(0)) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        return new ByteSize(Long.parseLong(match.group(1)) << shift);
    }
}
