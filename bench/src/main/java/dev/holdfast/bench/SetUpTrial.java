package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Connections that are made, up to the server's answer that they are connected, and closed again when all are there. */
record SetUpTrial(ClientLoop clients, RealtimeServer server, int size) implements Trial {

    static final List<Column> COLUMNS =
            List.of(Column.compared("connections/s", "%,.0f"), Column.compared("per CPU second", "%,.0f"));

    // What the server does about connections that were closed is part of the processor time, and of no turn of another.
    private static final Duration UNTIL_QUIET = Duration.ofMillis(500);

    @Override
    public List<Double> turn(Duration duration, double share) throws IOException, InterruptedException {
        var until = System.nanoTime() + duration.toNanos();
        var cpu = server.cpuSeconds();
        var seconds = 0.0;
        var made = 0L;
        do {
            try (var crowd =
                    Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.WEB_SOCKET, false))) {
                seconds += crowd.took().toNanos() / 1e9;
            }
            made += size;
            Thread.sleep(UNTIL_QUIET);
        } while (System.nanoTime() < until);
        return List.of(made / seconds, made / (server.cpuSeconds() - cpu));
    }

    @Override
    public void close() {
        server.close();
    }
}
