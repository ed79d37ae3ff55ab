package dev.holdfast.myapp;

import dev.holdfast.data.Migration;
import dev.holdfast.data.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells people at a terminal how work on the database goes. */
final class Told implements Progress {

    private final PrintWriter out;
    private int applied;

    Told(PrintWriter out) {
        this.out = out;
    }

    /** Returns how many migrations were applied. */
    int applied() {
        return applied;
    }

    @Override
    public void applying(Migration migration) {
        out.printf("%s (%s)%n", migration.file(), migration.schema());
        out.flush();
    }

    @Override
    public void applied(Migration migration, Duration took) {
        applied++;
        out.println("  applied in " + time(took));
        out.flush();
    }

    @Override
    public void copied(long bytes, long about) {
        out.printf("copied %s of about %s%n", size(bytes), size(about));
        out.flush();
    }

    static String time(Duration took) {
        return took.toSeconds() < 1
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    static String size(long bytes) {
        return bytes < 1 << 20
                ? (bytes + 1023) / 1024 + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
