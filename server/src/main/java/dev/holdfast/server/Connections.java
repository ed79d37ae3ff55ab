package dev.holdfast.server;

import dev.holdfast.Telemetry;
import dev.holdfast.app.App;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every open connection of a server: admits them, watches their deadlines, and drains them at the end. */
final class Connections {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final int SHARE_OF_MESSAGES = 4;

    private final App app;
    private final Admission admission;
    private final Requests requests = new Requests();
    private final Starts starts = new Starts();
    private final Budget memory;
    private final Budget messages;
    private final Map<EventExecutor, Sweep> sweeps = new HashMap<>();
    private final Map<EventExecutor, Outbox> outboxes = new HashMap<>();
    private final Set<Draining> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean draining;

    Connections(App app, EventLoopGroup loops, Predicate<InetAddress> exempt) {
        this.app = app;
        this.memory = new Budget(app.limits().memory());
        this.messages = new Budget(app.limits().memory() / SHARE_OF_MESSAGES);
        this.admission = new Admission(app.limits(), exempt);
        for (var loop : loops) {
            sweeps.put(loop, new Sweep(loop, pauseBetweenSweeps(), app.telemetry()));
            outboxes.put(loop, new Outbox(loop, app.telemetry()));
        }
        sweeps.values().forEach(Sweep::begin);
        new CarrierProbe(loops.next(), starts, app.telemetry()).begin(LONGEST_PAUSE);
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

    /** What messages of WebSockets take that have not ended or not been heard: requests are to have room beside them. */
    Budget messages() {
        return messages;
    }

    Starts starts() {
        return starts;
    }

    Budget memory() {
        return memory;
    }

    /** Says whether answers from now on should be the last of their connections. */
    boolean isStopping() {
        return stopping;
    }

    boolean isDraining() {
        return draining;
    }

    Requests requests() {
        return requests;
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

    /** Returns what looks at the deadlines of such a channel. */
    Sweep sweepOf(Channel channel) {
        return of(channel, sweeps);
    }

    /** Returns what writes to such a channel from other threads. */
    Outbox outboxOf(Channel channel) {
        return of(channel, outboxes);
    }

    private static <T> T of(Channel channel, Map<EventExecutor, T> all) {
        var own = all.get(channel.eventLoop());
        if (own == null) {
            throw new IllegalStateException("a channel of another server");
        }
        return own;
    }

    Telemetry telemetry() {
        return app.telemetry();
    }

    /** Patience with what a client has begun to send. */
    Patience patience() {
        return new Patience(app.limits());
    }

    /** How long a client may leave untouched what waits for it. */
    Duration writeStall() {
        return app.limits().writeStall();
    }

    ChannelHandler initializer() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                if (admits(channel)) {
                    var connection = new Connection(app, Connections.this, channel);
                    channel.pipeline()
                            .addLast(connection.arrivals())
                            .addLast(Connection.DECODER, connection.decoder())
                            .addLast(connection);
                }
            }
        };
    }

    private boolean admits(Channel channel) {
        var from = channel.remoteAddress();
        if (admission.admits(from)) {
            channel.closeFuture().addListener(_ -> admission.left(from));
            return true;
        }
        if (channel instanceof DuplexChannel) {
            // Without a farewell the system keeps nothing of it either.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
        return false;
    }

    /** Often enough for the shortest deadline, and for whoever wants to know how late the event loop is. */
    private Duration pauseBetweenSweeps() {
        var limits = app.limits();
        var tenth = Stream.of(limits.headTime(), limits.bodyTime(), limits.idleTime(), limits.writeStall())
                .min(Duration::compareTo)
                .orElse(LONGEST_PAUSE)
                .dividedBy(10);
        return tenth.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : tenth.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : tenth;
    }

    /** Lets clients go elsewhere: each is told so with its next answer. */
    void stop() {
        stopping = true;
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
