package dev.holdfast.app;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program's telemetry, whose own failures hinder no request: they are logged. */
record HarmlessTelemetry(Telemetry inner) implements Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.failure");

    @Override
    public void done(Exchange exchange) {
        try {
            inner.done(exchange);
        } catch (Throwable own) {
            LOG.error("the telemetry failed", own);
        }
    }

    @Override
    public void failed(String context, Throwable failure) {
        try {
            inner.failed(context, failure);
        } catch (Throwable own) {
            own.addSuppressed(failure);
            LOG.error("the telemetry failed when told of {}", context, own);
        }
    }

    @Override
    public void late(Worker worker, long nanos) {
        try {
            inner.late(worker, nanos);
        } catch (Throwable own) {
            LOG.error("the telemetry failed", own);
        }
    }
}
