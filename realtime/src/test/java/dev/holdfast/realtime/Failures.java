package dev.holdfast.realtime;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was told of failures. */
final class Failures implements Telemetry {

    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void done(Exchange exchange) {}

    @Override
    public void failed(String context, Throwable failure) {
        all.add(context + ": " + failure.getMessage());
    }

    List<String> all() {
        return all;
    }
}
