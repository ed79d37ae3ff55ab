package dev.holdfast.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends handlers whose time is up; looks a few times a second, which costs less than a timer for each of them.
 *
 * <p>Threading: one platform thread, since handlers that never pause may hold every thread that carries the virtual ones.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final Connections connections;
    private final Duration pause;
    private final Thread thread;

    private Watchdog(Connections connections, Duration pause) {
        this.connections = connections;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("holdfast-deadlines").daemon().unstarted(this::watch);
    }

    /** Begins to watch, often enough for the shortest deadline. */
    static Watchdog start(Connections connections, Duration shortest) {
        var tenth = shortest.dividedBy(10);
        var pause = tenth.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : tenth.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : tenth;
        var watchdog = new Watchdog(connections, pause);
        watchdog.thread.start();
        return watchdog;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(pause);
                connections.hurry();
            }
        } catch (InterruptedException closing) {
            LOG.debug("nothing is left to watch", closing);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
