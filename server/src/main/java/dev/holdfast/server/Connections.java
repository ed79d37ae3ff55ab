package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Every open connection of a server: makes them, watches their deadlines, and drains them at the end. */
final class Connections {

    private static final long SWEEP_MILLIS = 100;

    private final App app;
    private final Set<Draining> open = ConcurrentHashMap.newKeySet();
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
    }

    boolean isDraining() {
        return draining;
    }

    void add(Draining connection) {
        open.add(connection);
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
                        .addLast(Connection.DECODER, decoder())
                        .addLast(connection);
                watch(channel, connection);
            }
        };
    }

    private HttpRequestDecoder decoder() {
        var limits = app.limits();
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headerBytes())
                .setValidateHeaders(true)
                .setAllowDuplicateContentLengths(false));
    }

    private static void watch(Channel channel, Connection connection) {
        var sweep = channel.eventLoop()
                .scheduleWithFixedDelay(connection::closeIfLate, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> sweep.cancel(false));
    }

    void drain(Duration time) {
        draining = true;
        open.forEach(Draining::drain);
        var end = System.nanoTime() + time.toNanos();
        while (!open.isEmpty() && System.nanoTime() < end) {
            pause();
        }
        open.forEach(Draining::cut);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
