package dev.holdfast.mail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what has to come. */
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Await() {}

    static void until(BooleanSupplier condition) throws InterruptedException {
        var start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new AssertionError("it did not come within " + LONGEST);
            }
            Thread.sleep(1);
        }
    }
}
