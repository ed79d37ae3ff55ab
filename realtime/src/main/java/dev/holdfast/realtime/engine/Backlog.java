package dev.holdfast.realtime.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What waits for all clients together. Each of them may be given much, but not all of them at once: where it becomes too much, those
 * are cut who have taken nothing since somebody looked last.
 *
 * <p>Threading: the engine's timer looks; any thread may begin.
 */
final class Backlog {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** A client that has less waiting than this is not what fills the memory. */
    private static final long LITTLE = 16 * 1024;

    private final long most;
    private final Supplier<Collection<Session>> sessions;
    private final Later later;
    private final AtomicBoolean isWatched = new AtomicBoolean();
    /** Who had much waiting at the look before. */
    private volatile Map<Session, Long> before = Map.of();

    /** Does something later. */
    @FunctionalInterface
    interface Later {
        void later(Duration time, Runnable work);
    }

    Backlog(long most, Supplier<Collection<Session>> sessions, Later later) {
        this.most = most;
        this.sessions = sessions;
        this.later = later;
    }

    /** Looks every now and then from here on, until there is no session any more. */
    void watch() {
        if (isWatched.compareAndSet(false, true)) {
            later.later(BETWEEN_LOOKS, this::look);
        }
    }

    private void look() {
        var all = sessions.get();
        var much = new HashMap<Session, Long>();
        var sum = 0L;
        for (var session : all) {
            var waiting = session.pending();
            sum += waiting;
            if (waiting > LITTLE) {
                much.put(session, waiting);
            }
        }
        if (sum > most) {
            much.forEach(this::cutIfStuck);
        }
        before = much;
        isWatched.set(false);
        if (!all.isEmpty()) {
            watch();
        }
    }

    private void cutIfStuck(Session session, long waiting) {
        if (waiting >= before.getOrDefault(session, Long.MAX_VALUE)) {
            session.cut();
        }
    }
}
