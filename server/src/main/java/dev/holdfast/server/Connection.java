package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: reads requests, lets each have its turn, and is closed when its client is late.
 *
 * <p>Threading: everything here runs on the channel's event loop, except where it says otherwise.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Connections.Draining {

    static final String DECODER = "http-decoder";

    private static final Duration LEAVING_TIME = Duration.ofSeconds(2);

    private final App app;
    private final Connections connections;
    private final Channel channel;
    private final Writability writability;
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Assembly assembly;
    private @Nullable Turn current;
    private @Nullable Future<?> sweep;
    private boolean finished;
    private boolean isRefused;
    private Stage stage = Stage.IDLE;
    private long since = System.nanoTime();

    /** What the client is about, whether or not a request of it is under way; each has its own deadline. */
    private enum Stage {
        IDLE,
        HEAD,
        BODY,
        LEAVING
    }

    Connection(App app, Connections connections, Channel channel) {
        this.app = app;
        this.connections = connections;
        this.channel = channel;
        this.writability = new Writability(channel);
    }

    /** Returns what sees the bytes before the decoder does: the time for a head runs from its first byte. */
    ChannelHandler arrivals() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (stage == Stage.LEAVING) {
                    ReferenceCountUtil.release(message);
                    return;
                }
                if (stage == Stage.IDLE && message instanceof ByteBuf bytes && bytes.isReadable()) {
                    enter(Stage.HEAD);
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var pause = connections.pauseBetweenSweeps().toMillis();
        sweep = channel.eventLoop().scheduleWithFixedDelay(this::closeIfLate, pause, pause, TimeUnit.MILLISECONDS);
        connections.add(this);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!finished) {
                read(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Object message) {
        if (message instanceof HttpRequest head) {
            enter(Stage.BODY);
            assembly = Assembly.begin(head, channel, app, waiting.isEmpty() && current == null);
        }
        if (message instanceof HttpContent content && assembly != null) {
            assembly.add(content);
            if (assembly.isRefused() || content instanceof LastHttpContent) {
                accept(assembly);
                assembly = null;
            }
        } else if (assembly != null && assembly.isRefused()) {
            accept(assembly);
            assembly = null;
        }
    }

    private void accept(Assembly complete) {
        var turn = new Turn(complete.request(), complete.manners(), app, this);
        isRefused = complete.isRefused();
        finished = isRefused || complete.manners().isUpgrade();
        enter(Stage.IDLE);
        waiting.add(turn);
        if (finished || waiting.size() >= app.limits().pipelined()) {
            channel.config().setAutoRead(false);
        }
        next();
    }

    private void next() {
        if (current != null) {
            return;
        }
        current = waiting.poll();
        if (current == null) {
            becomeIdle();
            return;
        }
        if (!finished
                && waiting.size() < app.limits().pipelined()
                && !channel.config().isAutoRead()) {
            since = System.nanoTime();
            channel.config().setAutoRead(true);
        }
        current.begin();
    }

    private void becomeIdle() {
        if (stage == Stage.IDLE) {
            enter(Stage.IDLE);
            if (connections.isDraining()) {
                channel.close();
            }
        }
    }

    /** The last byte of an answer has left. */
    void answered(boolean keepAlive) {
        current = null;
        if (keepAlive) {
            next();
        } else {
            leave();
        }
    }

    /**
     * Closes, and where the client may still be sending lets it do so for a moment: bytes that meet a closed socket make its
     * system throw away the answer it has not read yet (RFC 9112 section 9.6).
     */
    private void leave() {
        var isSending = isRefused || !waiting.isEmpty();
        finished = true;
        forgetWaiting();
        if (isSending && channel.isActive() && channel instanceof DuplexChannel duplex) {
            enter(Stage.LEAVING);
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
        } else {
            channel.close();
        }
    }

    private void forgetWaiting() {
        waiting.forEach(Turn::over);
        waiting.clear();
    }

    /** Called by any thread. Says whether the answers from now on should be the last of their connections. */
    boolean isDraining() {
        return connections.isDraining();
    }

    /** Called by any thread. */
    Channel channel() {
        return channel;
    }

    /** Called by a request's thread: blocks while the client does not read. */
    void awaitWritable() throws IOException {
        writability.await();
    }

    /** Hands the channel over to another protocol; this connection hears no more of it. */
    void handOver() {
        stop();
        current = null;
    }

    private void stop() {
        connections.remove(this);
        if (sweep != null) {
            sweep.cancel(false);
        }
    }

    Connections connections() {
        return connections;
    }

    private void enter(Stage next) {
        stage = next;
        since = System.nanoTime();
    }

    /** Closes the connection when what it waits for takes too long. */
    private void closeIfLate() {
        writability.closeIfStalled(app.limits().writeStall());
        var waited = System.nanoTime() - since;
        switch (stage) {
            case IDLE -> closeIfOver(waited, app.limits().idleTime());
            case LEAVING -> closeIfOver(waited, LEAVING_TIME);
            case HEAD -> refuseIfLate(waited, app.limits().headTime());
            case BODY -> refuseIfLate(waited, app.limits().bodyTime());
        }
    }

    private void closeIfOver(long waited, Duration allowed) {
        if (waited > allowed.toNanos() && current == null) {
            channel.close();
        }
    }

    /** A client is not late with what is not being read from it. */
    private void refuseIfLate(long waited, Duration allowed) {
        if (waited > allowed.toNanos() && !finished && channel.config().isAutoRead()) {
            var late = assembly == null ? Assembly.nothing(channel, app) : assembly;
            late.refuseAsTooSlow();
            assembly = null;
            accept(late);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writability.changed();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        writability.changed();
        if (current != null) {
            current.left();
        }
        forgetWaiting();
        context.fireChannelInactive();
    }

    /** Whatever the network does ends this connection and no more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            app.telemetry().failed("connection of " + channel.remoteAddress(), cause);
        }
        channel.close();
    }

    @Override
    public void drain() {
        channel.eventLoop().execute(() -> {
            if (current == null && waiting.isEmpty() && stage == Stage.IDLE) {
                channel.close();
            }
        });
    }

    @Override
    public void cut() {
        channel.close();
    }
}
