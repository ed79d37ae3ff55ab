package dev.holdfast.bench;

import java.time.Duration;

/** Tells a person who waits how far it is. */
final class Progress {

    private final long started = System.nanoTime();
    private final int steps;
    private int step;

    Progress(int steps) {
        this.steps = steps;
    }

    void step(String what) {
        step++;
        var passed = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        System.err.printf("[%d/%d, %d s] %s%n", step, steps, passed, what);
    }
}
