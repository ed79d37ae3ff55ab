package dev.holdfast.data.sqlite;

import java.util.Comparator;

/** A version of SQLite. */
record SqliteVersion(int major, int minor, int patch) implements Comparable<SqliteVersion> {

    private static final Comparator<SqliteVersion> ORDER = Comparator.comparingInt(SqliteVersion::major)
            .thenComparingInt(SqliteVersion::minor)
            .thenComparingInt(SqliteVersion::patch);

    static SqliteVersion parse(String text) {
        var parts = text.split("\\.", -1);
        return new SqliteVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(SqliteVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
