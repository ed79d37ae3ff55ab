package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A room whose members hear as much as the server can tell them. */
record DeliveryTrial(ClientLoop clients, RealtimeServer server, Crowd hearers, Crowd senders, Pace pace)
        implements Trial {

    static final List<Column> COLUMNS = List.of(
            Column.compared("deliveries/s", "%,.0f"),
            Column.compared("per CPU second", "%,.0f"),
            Column.alone("the client's share of a core, %", "%.0f"));

    /**
     * How the clients go about it.
     *
     * @param underWay how many events of the sender are under way at any time
     * @param pause between two looks of the clients for what has come in
     */
    record Pace(int underWay, Duration pause) {

        /** A poll is asked for as soon as the last one was answered. */
        Pace withoutPause() {
            return new Pace(underWay, Duration.ZERO);
        }
    }

    /** The sender is one of the room. */
    static Trial overWebSocket(ClientLoop clients, RealtimeServer server, int size, Pace pace)
            throws IOException, InterruptedException {
        var crowd = Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.WEB_SOCKET, true));
        return new DeliveryTrial(clients, server, crowd, crowd, pace);
    }

    /** The sender stands outside, since one who polls cannot send at any time. */
    static Trial overPolling(ClientLoop clients, RealtimeServer server, int size, Pace pace)
            throws IOException, InterruptedException {
        var hearers = Crowd.gather(clients, new Crowd.Guests(server.port(), size, Crowd.Way.POLLING, true));
        var senders = Crowd.gather(clients, new Crowd.Guests(server.port(), 1, Crowd.Way.WEB_SOCKET, false));
        return new DeliveryTrial(clients, server, hearers, senders, pace.withoutPause());
    }

    @Override
    public List<Double> turn(Duration duration, double share) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var own = ownSeconds();
        var cpu = server.cpuSeconds();
        clients.pausing(pace.pause());
        var delivered = Broadcast.run(clients, hearers, senders, pace.underWay(), duration);
        clients.pausing(Duration.ZERO);
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
