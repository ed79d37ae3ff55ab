package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A room whose members hear as much as the server can tell them. */
record DeliveryTrial(ClientLoop clients, RealtimeServer server, Crowd hearers, Crowd senders) implements Trial {

    static final List<Column> COLUMNS = List.of(
            Column.compared("deliveries/s", "%,.0f"),
            Column.compared("per CPU second", "%,.0f"),
            Column.alone("the client's share of a core, %", "%.0f"));

    /** The sender is one of the room. */
    static Trial overWebSocket(ClientLoop clients, RealtimeServer server, int size)
            throws IOException, InterruptedException {
        var crowd = Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.WEB_SOCKET, true));
        return new DeliveryTrial(clients, server, crowd, crowd);
    }

    /** The sender stands outside, since one who polls cannot send at any time. */
    static Trial overPolling(ClientLoop clients, RealtimeServer server, int size)
            throws IOException, InterruptedException {
        var hearers = Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.POLLING, true));
        var senders = Crowd.gather(clients, new Crowd.Guests(server.port(), 1, Crowd.Way.WEB_SOCKET, false));
        return new DeliveryTrial(clients, server, hearers, senders);
    }

    @Override
    public List<Double> turn(Duration duration, double share) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var own = ownSeconds();
        var cpu = server.cpuSeconds();
        var delivered = Broadcast.run(clients, hearers, senders, duration);
        var passed = (System.nanoTime() - began) / 1e9;
        return List.of(
                delivered.perSecond(),
                delivered.all() / (server.cpuSeconds() - cpu),
                100 * (ownSeconds() - own) / passed);
    }

    private static double ownSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    @Override
    public void close() {
        hearers.close();
        senders.close();
        server.close();
    }
}
