package dev.holdfast.realtime.engine;

import java.time.Duration;

/**
 * When a client is asked for a sign of life, and when it has been silent for too long (Engine.IO protocol 4, "Heartbeat"). Times are
 * those of {@link System#nanoTime}.
 *
 * <p>Threading: under the lock of the session.
 */
final class Heartbeat {

    private static final long LATE = Duration.ofMillis(100).toNanos();

    private final long interval;
    private final long timeout;
    private boolean isAwaited;
    private long due;

    Heartbeat(EngineSettings settings, long now) {
        this.interval = settings.pingInterval().toNanos();
        this.timeout = settings.pingTimeout().toNanos();
        this.due = now + interval;
    }

    boolean isSilentTooLong(long now) {
        return isAwaited && now - due >= 0;
    }

    boolean isToAsk(long now) {
        return !isAwaited && now - due >= 0;
    }

    /** Counts from the moment at which it was to be asked, unless that is long ago: then it is not the client that is late. */
    void asked(long now) {
        isAwaited = true;
        due = (now - due < LATE ? due : now) + timeout;
    }

    void heard(long now) {
        isAwaited = false;
        due = now + interval;
    }

    /** Gives a client that was asked as long again: it cannot have been heard. */
    void excuse(long now) {
        if (isAwaited) {
            due = now + timeout;
        }
    }

    /** Returns how long nothing is to be done, in nanoseconds; also where the client answers meanwhile. */
    long pause(long now) {
        return Math.max(0, isAwaited ? Math.min(due - now, interval) : due - now);
    }
}
