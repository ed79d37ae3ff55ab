package dev.holdfast.ops;

import dev.holdfast.config.ByteSize;

/**
 * How much is kept of a log in files; a new file is begun each day (UTC) as well.
 *
 * @param file the largest a file becomes
 * @param old how many files are kept beside the one that is written
 * @param total the most that all files of one log have together; at least one file's worth
 */
public record Rotation(ByteSize file, int old, ByteSize total) {

    private static final ByteSize FILE = new ByteSize(20L << 20);
    private static final ByteSize TOTAL = new ByteSize(200L << 20);
    private static final int OLD = 14;

    public Rotation {
        if (file.bytes() < 1 || old < 0 || total.bytes() < file.bytes()) {
            throw new IllegalArgumentException("a rotation keeps at least one file of at least one byte");
        }
    }

    /** 20 MiB to a file, 14 old ones, 200 MiB in all. */
    public static Rotation standard() {
        return new Rotation(FILE, OLD, TOTAL);
    }
}
