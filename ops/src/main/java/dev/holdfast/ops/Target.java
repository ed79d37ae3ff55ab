package dev.holdfast.ops;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A destination with the form of its lines: many of them go there at once, and those that cannot are counted. */
final class Target {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.log");
    private static final int BATCH = 64 * 1024;

    private final LineForm form;
    private final Destination destination;
    private final Level least;
    private final Lines lines = new Lines();
    private long missing;
    private boolean isBroken;

    Target(LineForm form, Destination destination, Level least) {
        this.form = form;
        this.destination = destination;
        this.least = least;
    }

    void add(Entry.Told entry) {
        if (entry.level().isGreaterOrEqual(least)) {
            form(entry);
            if (lines.length() >= BATCH) {
                writeBatch();
            }
        }
    }

    /** Counts what was dropped before it came here. */
    void missing(Waiting.Dropped dropped) {
        missing += dropped.errors() + (least.isGreaterOrEqual(Level.ERROR) ? 0 : dropped.others());
    }

    /** Writes what was added, and says how many lines are missing before it, once there is room for saying so. */
    void write() {
        writeBatch();
        if (missing > 0 && !isBroken) {
            var told = missing;
            missing = 0;
            form(gap(told));
            if (!writeBatch()) {
                missing += told - 1;
            }
        }
    }

    private static Entry.Event gap(long count) {
        return new Entry.Event(
                System.currentTimeMillis(),
                Level.WARN,
                "dev.holdfast.log",
                Thread.currentThread().getName(),
                count + (count == 1 ? " line is" : " lines are") + " missing here: they could not be written",
                "",
                "");
    }

    /** What cannot be put in its form is a line less, and no reason to stop. */
    private void form(Entry.Told entry) {
        var start = lines.length();
        try {
            form.write(entry, lines);
        } catch (RuntimeException | StackOverflowError _) {
            lines.cutTo(start);
            missing++;
        }
    }

    private boolean writeBatch() {
        if (lines.length() == 0) {
            return true;
        }
        var bytes = lines.buffer();
        try {
            destination.write(bytes);
            isBroken = false;
        } catch (IOException | RuntimeException failure) {
            missing += lines.count(bytes.position());
            tell(failure);
        }
        var isTorn = bytes.position() > 0 && !lines.endsAt(bytes.position());
        lines.cutTo(0);
        if (isTorn) {
            lines.ascii("\n");
        }
        return !isBroken;
    }

    private void tell(Exception failure) {
        if (!isBroken) {
            isBroken = true;
            LOG.warn("{} cannot be written, and lines are dropped until it can: {}", destination, failure.getMessage());
        }
    }

    void close() {
        destination.close();
    }
}
