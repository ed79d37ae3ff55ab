package dev.holdfast.app;

import dev.holdfast.Telemetry.Worker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** How late work came of late: the worst of each while, told once. Threading: any thread may add. */
final class Lateness {

    private static final long TOO_LATE = Duration.ofMillis(100).toNanos();
    private static final long SILENCE = Duration.ofSeconds(10).toNanos();

    private final AtomicLongArray worst = new AtomicLongArray(Worker.values().length);
    private final AtomicLongArray quietUntil = new AtomicLongArray(Worker.values().length);

    Lateness() {
        var now = System.nanoTime();
        for (var index = 0; index < quietUntil.length(); index++) {
            quietUntil.set(index, now);
        }
    }

    /** Adds one, and returns the worst since something was told, in nanoseconds; 0 where nothing is to be told now. */
    long toTell(Worker worker, long nanos, long now) {
        var greatest = worst.accumulateAndGet(worker.ordinal(), nanos, Math::max);
        var until = quietUntil.get(worker.ordinal());
        return greatest > TOO_LATE
                        && now - until >= 0
                        && quietUntil.compareAndSet(worker.ordinal(), until, now + SILENCE)
                ? worst.getAndSet(worker.ordinal(), 0)
                : 0;
    }
}
