package dev.holdfast.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Holds back what would fill the log when somebody else decides how often it happens. Any number of threads. */
final class Rarely {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    boolean isDue() {
        var now = System.nanoTime();
        var due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos());
    }
}
