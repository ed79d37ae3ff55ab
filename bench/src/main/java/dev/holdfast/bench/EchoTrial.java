package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A room in which somebody speaks at a steady pace; each round it is another one. */
record EchoTrial(ClientLoop clients, RealtimeServer server, Crowd crowd, int pace) implements Trial {

    static final List<Column> COLUMNS = List.of(
            Column.compared("p50, ms", "%.2f"), Column.compared("p99, ms", "%.2f"), Column.alone("max, ms", "%.1f"));

    static Trial of(ClientLoop clients, RealtimeServer server, int size, int pace)
            throws IOException, InterruptedException {
        var crowd = Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.WEB_SOCKET, true));
        return new EchoTrial(clients, server, crowd, pace);
    }

    @Override
    public List<Double> turn(Duration duration, double share) throws IOException, InterruptedException {
        var times = Echo.run(clients, crowd, share, pace, duration);
        return List.of(times.at(0.5), times.at(0.99), times.at(1));
    }

    @Override
    public void close() {
        crowd.close();
        server.close();
    }
}
