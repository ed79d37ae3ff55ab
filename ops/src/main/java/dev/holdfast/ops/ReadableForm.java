package dev.holdfast.ops;

import ch.qos.logback.classic.Level;
import java.time.Instant;
import java.time.ZoneId;

/** A line for people: when, how bad, what; the stack of a failure below it. */
final class ReadableForm implements LineForm {

    private static final String PLAIN = "\u001b[0m";

    private final ZoneId zone;
    private final boolean isColoured;

    ReadableForm(ZoneId zone, boolean isColoured) {
        this.zone = zone;
        this.isColoured = isColoured;
    }

    @Override
    public void write(Entry.Told entry, Lines lines) {
        time(entry, lines);
        level(entry.level(), lines);
        switch (entry) {
            case Entry.Done done -> lines.text(done.exchange().toString());
            case Entry.Event event -> event(event, lines);
        }
        lines.ascii("\n");
    }

    private void time(Entry.Told entry, Lines lines) {
        var time = Instant.ofEpochMilli(entry.at()).atZone(zone);
        lines.digits(time.getHour(), 2).ascii(":").digits(time.getMinute(), 2).ascii(":");
        lines.digits(time.getSecond(), 2).ascii(".").digits(time.getNano() / 1_000_000, 3);
    }

    private void level(Level level, Lines lines) {
        var word = level.toString();
        var colour = switch (word) {
            case "ERROR" -> "\u001b[31m";
            case "WARN" -> "\u001b[33m";
            default -> "";
        };
        var isMarked = isColoured && !colour.isEmpty();
        lines.ascii(isMarked ? " " + colour : " ").ascii(word).ascii(isMarked ? PLAIN : "");
        lines.ascii(word.length() < 5 ? "  " : " ");
    }

    private static void event(Entry.Event event, Lines lines) {
        lines.text(event.message());
        if (!event.requestId().isEmpty()) {
            lines.ascii(" id=").text(event.requestId());
        }
        if (!event.stack().isEmpty()) {
            // Its lines are our own: what came from outside was made printable when they were made.
            event.stack().lines().forEach(line -> lines.ascii("\n").text(line.replaceFirst("^\t+", "    ")));
        }
    }
}
