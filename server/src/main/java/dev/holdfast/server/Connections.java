package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Every open connection of a server: makes them, watches their deadlines, and drains them at the end. */
final class Connections {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final App app;
    private final Set<Draining> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile boolean draining;

    Connections(App app) {
        this.app = app;
    }

    /** What can be asked to come to its end. */
    interface Draining {

        /** Ends as soon as nothing is under way. */
        void drain();

        /** Ends now. */
        void cut();

        /** Ends a handler whose time is up. Called by the watchdog, which must not be kept. */
        default void hurry() {}
    }

    void hurry() {
        open.forEach(Draining::hurry);
    }

    /** Counts the handlers that were given up and go on all the same. */
    AtomicInteger abandoned() {
        return abandoned;
    }

    boolean isDraining() {
        return draining;
    }

    void add(Draining connection) {
        open.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    void remove(Draining connection) {
        open.remove(connection);
    }

    ChannelHandler initializer() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                var connection = new Connection(app, Connections.this, channel);
                channel.pipeline()
                        .addLast(connection.arrivals())
                        .addLast(Connection.DECODER, new RequestDecoder(app.limits()))
                        .addLast(connection);
            }
        };
    }

    /** Returns how often a connection looks at its deadlines: often enough for the shortest of them, and else rarely. */
    Duration pauseBetweenSweeps() {
        var limits = app.limits();
        var tenth = Stream.of(limits.headTime(), limits.bodyTime(), limits.idleTime(), limits.writeStall())
                .min(Duration::compareTo)
                .orElse(LONGEST_PAUSE)
                .dividedBy(10);
        return tenth.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : tenth.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : tenth;
    }

    void drain(Duration time) {
        draining = true;
        open.forEach(Draining::drain);
        var end = System.nanoTime() + time.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(5);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Draining::cut);
    }
}
