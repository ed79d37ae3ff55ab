package dev.holdfast.app;

import dev.holdfast.Telemetry;
import java.time.Duration;

/**
 * One step of a program's end. It has so long and no longer; what fails or hangs is reported and hinders nothing.
 *
 * @param name what is being done, for the log
 */
record Ending(String name, Service.Step step, Duration limit, Telemetry telemetry) {

    /** Takes the step on a thread that cannot keep the process alive, and returns when it is done or its time is up. */
    void run() {
        var thread = Thread.ofPlatform().daemon().name(name).start(this::take);
        if (!joined(thread)) {
            var stuck = new IllegalStateException("not done after " + limit.toMillis() + " ms; going on without it");
            stuck.setStackTrace(thread.getStackTrace());
            telemetry.failed(name, stuck);
            thread.interrupt();
        }
    }

    private void take() {
        try {
            step.take();
        } catch (Throwable failure) {
            telemetry.failed(name, failure);
        }
    }

    /** An interrupt of the thread that ends the program does not shorten what the others have. */
    private boolean joined(Thread thread) {
        var end = System.nanoTime() + limit.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
