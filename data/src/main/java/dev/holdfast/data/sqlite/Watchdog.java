package dev.holdfast.data.sqlite;

import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops statements whose time is up; looks several times a second, which costs less than a timer for each of them. */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final List<Session> sessions;
    private final Thread thread;

    Watchdog(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
        thread = Thread.ofPlatform().name("holdfast-sqlite-watchdog").daemon().unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    void close() throws InterruptedException {
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
