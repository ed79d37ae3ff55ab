package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: reads requests, lets each have its turn, and is closed when its client is late.
 *
 * <p>Threading: everything here runs on the channel's event loop, except where it says otherwise.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Connections.Draining {

    static final String DECODER = "http-decoder";

    private final App app;
    private final Connections connections;
    private final Channel channel;
    private final Writability writability;
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Assembly assembly;
    private @Nullable Turn current;
    private boolean finished;
    private Stage stage = Stage.IDLE;
    private long since = System.nanoTime();

    /** What the connection waits for; each has its own deadline. */
    private enum Stage {
        IDLE,
        HEAD,
        BODY,
        ANSWER
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
                if (stage == Stage.IDLE && message instanceof ByteBuf bytes && bytes.isReadable()) {
                    enter(Stage.HEAD);
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
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
        finished = complete.isRefused() || complete.manners().isUpgrade();
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
            enter(assembly == null ? Stage.IDLE : Stage.BODY);
            if (connections.isDraining() && assembly == null) {
                channel.close();
            }
            return;
        }
        if (!finished && waiting.size() < app.limits().pipelined()) {
            channel.config().setAutoRead(true);
        }
        enter(Stage.ANSWER);
        Thread.startVirtualThread(current);
    }

    /** The last byte of an answer has left. */
    void answered(boolean keepAlive) {
        current = null;
        if (!keepAlive) {
            finished = true;
            waiting.clear();
            channel.close();
        } else {
            readOnAfterRefusedUpgrade();
            next();
        }
    }

    private void readOnAfterRefusedUpgrade() {
        if (finished) {
            finished = false;
            channel.config().setAutoRead(true);
        }
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
        writability.await(app.limits().writeStall());
    }

    /** Hands the channel over to another protocol; this connection hears no more of it. */
    void handOver() {
        connections.remove(this);
        current = null;
    }

    Connections connections() {
        return connections;
    }

    private void enter(Stage next) {
        stage = next;
        since = System.nanoTime();
    }

    /** Closes the connection when what it waits for takes too long. */
    void closeIfLate() {
        var waited = System.nanoTime() - since;
        switch (stage) {
            case IDLE -> {
                if (waited > app.limits().idleTime().toNanos()) {
                    channel.close();
                }
            }
            case HEAD -> refuseIfLate(waited, app.limits().headTime());
            case BODY -> refuseIfLate(waited, app.limits().bodyTime());
            case ANSWER -> writability.closeIfStalled(app.limits().writeStall());
        }
    }

    private void refuseIfLate(long waited, Duration allowed) {
        if (waited > allowed.toNanos() && !finished) {
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
        connections.remove(this);
        writability.changed();
        if (current != null) {
            current.left();
        }
        waiting.clear();
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
