package dev.holdfast.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.holdfast.config.BadConfig;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: lines to the standard output, and to files where a folder is named.
 *
 * <p>Whoever logs hands over and goes on: what cannot be written in time is dropped, and counted in the log when there is room
 * again. Threading: may be called by any thread.
 */
public final class Logs {

    private static final long MOST_WAITING = 8L << 20;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

    private static volatile List<Outlet> outlets = List.of();
    private static boolean hasHook;

    private Logs() {}

    /**
     * Starts the log, and has failures that no thread catches told in it. Called before the first logger is made a start is quicker,
     * but it may be called at any time, and again.
     *
     * @throws BadConfig where the folder cannot be used; the message says why
     */
    public static synchronized void start(LogSettings settings) {
        CodeFirst.wanted();
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("another library than Logback serves SLF4J here");
        }
        var opened = open(settings);
        install(context, settings, opened);
        var before = outlets;
        outlets = opened;
        before.forEach(outlet -> outlet.close(LAST_CHANCE));
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught());
        if (!hasHook) {
            hasHook = true;
            Runtime.getRuntime().addShutdownHook(new Thread(Logs::flush, "log-flush"));
        }
    }

    /**
     * Waits until what was logged so far is written, for two seconds at most. Called at the end of a program by whoever logs last:
     * hooks of a shutdown run beside each other.
     */
    public static void flush() {
        var end = System.nanoTime() + LAST_CHANCE.toNanos();
        outlets.forEach(outlet -> outlet.flush(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }

    static void install(LoggerContext context, LogSettings settings, List<Outlet> opened) {
        context.reset();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var level = Level.convertAnSLF4JLevel(settings.level());
        root.setLevel(level);
        var quieter = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
        settings.quiet().forEach(name -> context.getLogger(name).setLevel(quieter));
        root.addAppender(Handover.to(opened, context));
    }

    private static List<Outlet> open(LogSettings settings) {
        var opened = new ArrayList<Outlet>();
        settings.folder()
                .ifPresent(folder -> opened.add(Outlet.start("log-files", MOST_WAITING, files(folder, settings))));
        var form = switch (settings.format()) {
            case JSON -> new JsonForm();
            case READABLE -> new ReadableForm(ZoneId.systemDefault(), isTerminal());
        };
        opened.add(Outlet.start(
                "log-console", MOST_WAITING, List.of(new Target(form, new StandardOutput(), Level.TRACE))));
        return List.copyOf(opened);
    }

    private static List<Target> files(Path folder, LogSettings settings) {
        try {
            Files.createDirectories(folder);
            var combined = new RotatingFile(folder.resolve("combined.log"), settings.rotation(), Clock.systemUTC());
            var errors = new RotatingFile(folder.resolve("error.log"), settings.rotation(), Clock.systemUTC());
            combined.open();
            errors.open();
            return List.of(
                    new Target(new JsonForm(), combined, Level.TRACE), new Target(new JsonForm(), errors, Level.ERROR));
        } catch (IOException failure) {
            throw new BadConfig(List.of("LOG_DIR: cannot be written to: " + failure));
        }
    }

    private static boolean isTerminal() {
        return System.getenv("NO_COLOR") == null
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
