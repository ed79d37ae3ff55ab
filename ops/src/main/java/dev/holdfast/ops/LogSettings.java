package dev.holdfast.ops;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * How a program keeps its log.
 *
 * @param level the least of what is told
 * @param format of what goes to the standard output; files are JSON always
 * @param folder where {@code combined.log} and {@code error.log} go; empty for no files
 * @param rotation how much of the files is kept
 * @param quiet loggers that tell warnings and errors only
 */
public record LogSettings(Level level, Format format, Optional<Path> folder, Rotation rotation, Set<String> quiet) {

    /** What a line looks like. */
    public enum Format {
        /** For people: in colour at a terminal. */
        READABLE,
        /** For machines: an object to a line. */
        JSON
    }

    public LogSettings {
        quiet = Set.copyOf(quiet);
    }

    /** Settings without files. */
    public static LogSettings of(Level level, Format format) {
        return new LogSettings(level, format, Optional.empty(), Rotation.standard(), Set.of());
    }

    /** Returns these settings with files in a folder, which is made where there is none. */
    public LogSettings into(Path other) {
        return new LogSettings(level, format, Optional.of(other), rotation, quiet);
    }

    /** Returns these settings keeping so much of the files. */
    public LogSettings keeping(Rotation other) {
        return new LogSettings(level, format, folder, other, quiet);
    }

    /** Returns these settings with loggers that tell warnings and errors only. */
    public LogSettings quieting(String... loggers) {
        return new LogSettings(level, format, folder, rotation, Set.of(loggers));
    }
}
