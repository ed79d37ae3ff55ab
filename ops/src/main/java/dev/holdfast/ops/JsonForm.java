package dev.holdfast.ops;

import dev.holdfast.Exchange;
import java.time.Instant;

/** One JSON object to a line. */
final class JsonForm implements LineForm {

    private static final Exchange.Part[] PARTS = Exchange.Part.values();

    private long second = Long.MIN_VALUE;
    private String date = "";

    @Override
    public void write(Entry.Told entry, Lines lines) {
        begin(entry, lines);
        switch (entry) {
            case Entry.Done done -> done(done.exchange(), lines);
            case Entry.Event event -> event(event, lines);
        }
        lines.ascii("}\n");
    }

    private void begin(Entry.Told entry, Lines lines) {
        if (Math.floorDiv(entry.at(), 1000) != second) {
            second = Math.floorDiv(entry.at(), 1000);
            date = Instant.ofEpochSecond(second).toString().replace("Z", ".");
        }
        lines.ascii("{\"ts\":\"").ascii(date).digits((int) Math.floorMod(entry.at(), 1000L), 3);
        lines.ascii("Z\",\"level\":\"").ascii(entry.level().toString());
        lines.ascii("\",\"logger\":").quoted(entry.logger());
    }

    private static void event(Entry.Event event, Lines lines) {
        lines.ascii(",\"thread\":").quoted(event.thread()).ascii(",\"msg\":").quoted(event.message());
        text(lines, ",\"requestId\":", event.requestId());
        text(lines, ",\"stack\":", event.stack());
    }

    private static void done(Exchange exchange, Lines lines) {
        lines.ascii(",\"msg\":\"request\"");
        text(lines, ",\"requestId\":", exchange.requestId());
        lines.ascii(",\"method\":").quoted(exchange.method());
        text(lines, ",\"route\":", exchange.route());
        parameters(exchange, lines);
        lines.ascii(",\"path\":").quoted(exchange.path());
        lines.ascii(",\"status\":").number(exchange.status());
        milliseconds(lines, ",\"durationMs\":", exchange.age() / 1_000);
        for (var part : PARTS) {
            part(lines, part, exchange.nanos(part) / 1_000);
        }
        lines.ascii(",\"bytesIn\":").number(exchange.bytesIn());
        lines.ascii(",\"bytesOut\":").number(exchange.bytesOut());
        text(lines, ",\"user\":", exchange.caller().identity());
        lines.ascii(",\"client\":\"").ascii(exchange.client().getHostAddress()).ascii("\"");
        text(lines, ",\"turnedAwayBy\":", exchange.turnedAway());
        var failure = exchange.failure();
        text(lines, ",\"error\":", failure == null ? "" : failure.getClass().getName());
    }

    private static void parameters(Exchange exchange, Lines lines) {
        if (!exchange.parameters().isEmpty()) {
            var before = ",\"params\":{";
            for (var parameter : exchange.parameters().entrySet()) {
                lines.ascii(before).quoted(parameter.getKey()).ascii(":").quoted(parameter.getValue());
                before = ",";
            }
            lines.ascii("}");
        }
    }

    private static void part(Lines lines, Exchange.Part part, long micros) {
        if (micros > 0) {
            var name = switch (part) {
                case QUEUE -> ",\"queueMs\":";
                case DATABASE -> ",\"dbMs\":";
                case CACHE -> ",\"cacheMs\":";
                case CALLS -> ",\"callsMs\":";
            };
            milliseconds(lines, name, micros);
        }
    }

    private static void milliseconds(Lines lines, String name, long micros) {
        lines.ascii(name).number(micros / 1_000).ascii(".").digits((int) (micros % 1_000), 3);
    }

    private static void text(Lines lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.ascii(name).quoted(value);
        }
    }
}
