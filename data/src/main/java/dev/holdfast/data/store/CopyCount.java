package dev.holdfast.data.store;

import dev.holdfast.data.Progress;
import java.time.Duration;

/** Counts what is copied, and tells it now and then. */
public final class CopyCount {

    private static final long BETWEEN = Duration.ofSeconds(2).toNanos();

    private final Progress progress;
    private final long about;
    private long bytes;
    private long told = System.nanoTime();

    /**
     * Nothing is copied yet.
     *
     * @param about how much there is to copy, more or less
     */
    public CopyCount(Progress progress, long about) {
        this.progress = progress;
        this.about = about;
    }

    /** So much more is copied. */
    public void add(long more) {
        bytes += more;
        if (System.nanoTime() - told > BETWEEN) {
            told = System.nanoTime();
            progress.copied(bytes, Math.max(bytes, about));
        }
    }

    /** That was all. */
    public void end() {
        if (bytes > 0) {
            progress.copied(bytes, bytes);
        }
    }
}
