package dev.holdfast.data.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops statements whose time is up; looks several times a second, which costs less than a timer for each of them. */
public final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final Collection<Session> sessions;
    private final Thread thread;

    /**
     * A watchdog that is not started yet.
     *
     * @param sessions those to look after; may change while it looks
     */
    public Watchdog(Collection<Session> sessions) {
        this.sessions = sessions;
        thread = Thread.ofPlatform().name("holdfast-data-watchdog").daemon().unstarted(this::watch);
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    /** Stops looking, and returns when it has. */
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                look(System.nanoTime());
            }
        } catch (InterruptedException closing) {
            LOG.debug("nothing is left to watch", closing);
        }
    }

    private void look(long now) {
        for (var session : sessions) {
            try {
                session.expire(now);
            } catch (SQLException failure) {
                LOG.warn("a statement could not be stopped", failure);
            }
        }
    }
}
