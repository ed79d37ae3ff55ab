package dev.holdfast.cache;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of loads that failed while nobody waited for them. */
final class FailureLog implements Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.cache");

    @Override
    public void done(Exchange exchange) {}

    @Override
    public void failed(String context, Throwable failure) {
        LOG.warn("{} failed", context, failure);
    }
}
