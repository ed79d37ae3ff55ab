package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What idle connections add to the memory of a server that has been started for this and has seen some come and go. */
record MemoryTrial(ClientLoop clients, RealtimePeer peer, Path root, int size) implements Trial {

    static final List<Column> COLUMNS = List.of(
            Column.compared("KiB for each connection", "%.1f"),
            Column.alone("MiB without them", "%.0f"),
            Column.alone("MiB with them", "%.0f"));

    private static final int BEFOREHAND = 10;

    /** Each turn has a server of its own. */
    @Override
    public void warmUp(Duration duration) {}

    /** Takes as long as it takes until each connection has seen a heartbeat. */
    @Override
    public List<Double> turn(Duration duration, double share) throws IOException, InterruptedException {
        try (var server = RealtimeServer.start(peer, root)) {
            gather(server, Math.max(1, size / BEFOREHAND)).close();
            var before = server.settled();
            try (var crowd = gather(server, size)) {
                crowd.await(crowd.heartbeats());
                var after = server.settled();
                return List.of((after - before) / size, before / 1024, after / 1024);
            }
        }
    }

    private Crowd gather(RealtimeServer server, int count) throws IOException, InterruptedException {
        return Crowd.gather(clients, new Crowd.Guests(server.port(), count, Crowd.Way.WEB_SOCKET, false));
    }

    @Override
    public void close() {
        // Each turn has ended the server that it started.
    }
}
