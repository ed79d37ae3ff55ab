package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hears what is told of migrations, and remembers it. */
final class Ear implements Progress {

    private final List<String> heard = new ArrayList<>();
    private long copied;

    @Override
    public void copied(long bytes, long about) {
        assertThat(bytes).isBetween(copied, about);
        copied = bytes;
    }

    @Override
    public void applying(Migration migration) {
        heard.add("applying " + migration.file());
    }

    @Override
    public void applied(Migration migration, Duration took) {
        heard.add("applied " + migration.file());
        assertThat(took).isPositive();
    }

    List<String> heard() {
        return heard;
    }

    /** Returns how many bytes were copied, as was heard last. */
    long copied() {
        return copied;
    }
}
