package dev.holdfast;

/** One exchange as one line, for people. */
final class ExchangeLine {

    private static final int TENTH_OF_A_MILLISECOND = 100_000;

    private ExchangeLine() {}

    static String of(Exchange exchange) {
        var line = new StringBuilder(160)
                .append(exchange.method())
                .append(' ')
                .append(Printable.of(exchange.path()))
                .append(' ');
        line.append(exchange.status() == 0 ? "broken" : exchange.status()).append(' ');
        time(line, exchange.age()).append(' ').append(exchange.bytesOut()).append('B');
        field(line, "user", exchange.caller().identity());
        field(line, "client", exchange.client().getHostAddress());
        field(line, "id", exchange.requestId());
        field(line, "route", exchange.route().equals(exchange.path()) ? "" : exchange.route());
        field(line, "in", exchange.bytesIn() == 0 ? "" : exchange.bytesIn() + "B");
        for (var part : Exchange.Part.values()) {
            part(line, part, exchange.nanos(part));
        }
        field(line, "turnedAwayBy", exchange.turnedAway());
        var failure = exchange.failure();
        field(line, "error", failure == null ? "" : failure.getClass().getName());
        return line.toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.append(' ').append(name).append('=').append(Printable.of(value));
        }
    }

    private static void part(StringBuilder line, Exchange.Part part, long nanos) {
        if (nanos >= TENTH_OF_A_MILLISECOND) {
            var name = switch (part) {
                case QUEUE -> " queue=";
                case DATABASE -> " database=";
                case CACHE -> " cache=";
                case CALLS -> " calls=";
            };
            time(line.append(name), nanos);
        }
    }

    private static StringBuilder time(StringBuilder line, long nanos) {
        var tenths = nanos / TENTH_OF_A_MILLISECOND;
        return line.append(tenths / 10).append('.').append(tenths % 10).append("ms");
    }
}
