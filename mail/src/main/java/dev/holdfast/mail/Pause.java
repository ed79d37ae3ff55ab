package dev.holdfast.mail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two tries; not longer than until the end. */
@FunctionalInterface
interface Pause {

    /** Waits as long as it says. */
    Pause REAL = (time, end) -> {
        var _ = end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    };

    void await(Duration time, CountDownLatch end) throws InterruptedException;
}
