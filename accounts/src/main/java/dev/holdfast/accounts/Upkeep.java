package dev.holdfast.accounts;

import dev.holdfast.app.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has ended, so that the tables do not grow for ever. */
final class Upkeep implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Stores stores;
    private final Duration eventsKept;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("accounts-upkeep").unstarted(this::run);

    Upkeep(Stores stores, Duration eventsKept, Clock clock) {
        this.stores = stores;
        this.eventsKept = eventsKept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "upkeep of accounts";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE.plusSeconds(ThreadLocalRandom.current().nextInt(60)));
                removeEnded();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Programs that share a database may all do this at once. */
    void removeEnded() {
        try {
            var now = clock.instant();
            var sessions = stores.sessions().forgetBefore(now);
            var secrets = stores.secrets().forgetBefore(now);
            var keys = stores.keys().forgetBefore(now);
            var events = stores.audit().forgetBefore(now.minus(eventsKept));
            LOG.debug("removed {} sessions, {} mailed secrets, {} keys, {} events", sessions, secrets, keys, events);
        } catch (RuntimeException failure) {
            LOG.warn("what has ended is still there, and is tried again later: {}", failure.getMessage());
        }
    }
}
