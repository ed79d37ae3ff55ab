package dev.holdfast.app;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log: one line for each request, every failure with its stack, and work that came too late.
 *
 * <p>Threading: a request is handed over as it is, and made a line by whoever writes the log.
 */
public final class LogTelemetry implements Telemetry {

    private static final Logger REQUESTS = LoggerFactory.getLogger("dev.holdfast.request");
    private static final Logger FAILURES = LoggerFactory.getLogger("dev.holdfast.failure");
    private static final Logger DELAYS = LoggerFactory.getLogger("dev.holdfast.late");

    private final Lateness lateness = new Lateness();

    @Override
    public void done(Exchange exchange) {
        REQUESTS.info("{}", exchange);
    }

    @Override
    public void failed(String context, Throwable failure) {
        FAILURES.error("{} failed", context, failure);
    }

    @Override
    public void late(Worker worker, long nanos) {
        var worst = lateness.toTell(worker, nanos, System.nanoTime()) / 1_000_000;
        if (worst > 0) {
            switch (worker) {
                case EVENT_LOOP ->
                    DELAYS.warn(
                            "bytes waited up to {} ms for their event loop: something blocks it, or the machine has too much to do",
                            worst);
                case CARRIER ->
                    DELAYS.warn(
                            "requests waited up to {} ms for a processor: something computes or blocks for long, or the machine has"
                                    + " too much to do",
                            worst);
            }
        }
    }
}
