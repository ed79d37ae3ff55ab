package dev.holdfast.app;

import dev.holdfast.Caller;
import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log: one line for each request, and every failure with its stack. */
final class LogTelemetry implements Telemetry {

    private static final Logger REQUESTS = LoggerFactory.getLogger("dev.holdfast.request");
    private static final Logger FAILURES = LoggerFactory.getLogger("dev.holdfast.failure");

    @Override
    public void done(Exchange exchange) {
        if (REQUESTS.isInfoEnabled()) {
            REQUESTS.info(
                    "{} {} {} {}ms {}B caller={} client={} id={}",
                    exchange.method(),
                    exchange.path(),
                    exchange.status() == 0 ? "broken" : exchange.status(),
                    exchange.age() / 1_000_000,
                    exchange.bytesOut(),
                    words(exchange.caller()),
                    exchange.client().getHostAddress(),
                    exchange.requestId());
        }
    }

    @Override
    public void failed(String context, Throwable failure) {
        FAILURES.error("{} failed", context, failure);
    }

    private static String words(Caller caller) {
        return switch (caller) {
            case Caller.Visitor() -> "-";
            case Caller.User(var id, var _) -> id;
            case Caller.Service(var name, var _) -> name;
        };
    }
}
