package dev.holdfast.server;

import dev.holdfast.Telemetry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the deadlines of all connections of one event loop, again and again; how late it comes to do so is how late the event
 * loop is.
 *
 * <p>Threading: its event loop.
 */
final class Sweep implements Runnable {

    private static final Watched[] ALL = {};

    /** What has deadlines. */
    interface Watched {

        /** Closes where the client has taken too long. */
        void closeIfLate();
    }

    private final EventExecutor loop;
    private final Duration pause;
    private final Telemetry telemetry;
    private final Set<Watched> watched = new HashSet<>();
    private long due;

    Sweep(EventExecutor loop, Duration pause, Telemetry telemetry) {
        this.loop = loop;
        this.pause = pause;
        this.telemetry = telemetry;
    }

    void begin() {
        loop.execute(this::await);
    }

    void add(Watched each) {
        watched.add(each);
    }

    void remove(Watched each) {
        watched.remove(each);
    }

    private void await() {
        if (!loop.isShuttingDown()) {
            due = System.nanoTime() + pause.toNanos();
            loop.schedule(this, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void run() {
        telemetry.late(Telemetry.Worker.EVENT_LOOP, Math.max(0, System.nanoTime() - due));
        try {
            for (var each : watched.toArray(ALL)) {
                each.closeIfLate();
            }
        } catch (RuntimeException failure) {
            telemetry.failed("looking at the deadlines of connections", failure);
        } finally {
            await();
        }
    }
}
