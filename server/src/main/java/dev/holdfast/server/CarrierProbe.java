package dev.holdfast.server;

import dev.holdfast.Telemetry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long a new virtual thread waits for its first instruction.
 *
 * <p>Threading: asks from one event loop; there is one question at a time, so that threads that never begin do not pile up.
 */
final class CarrierProbe {

    private static final long NOBODY = -1;

    private final EventExecutor loop;
    private final Starts starts;
    private final Telemetry telemetry;
    private volatile long asked = NOBODY;

    CarrierProbe(EventExecutor loop, Starts starts, Telemetry telemetry) {
        this.loop = loop;
        this.starts = starts;
        this.telemetry = telemetry;
    }

    void begin(Duration pause) {
        loop.scheduleWithFixedDelay(this::ask, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ask() {
        if (asked == NOBODY) {
            asked = System.nanoTime();
            starts.begin(this::answer);
        } else {
            tell();
        }
    }

    private void answer() {
        tell();
        asked = NOBODY;
    }

    private void tell() {
        telemetry.late(Telemetry.Worker.CARRIER, System.nanoTime() - asked);
    }
}
