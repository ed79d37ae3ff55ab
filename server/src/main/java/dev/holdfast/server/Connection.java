package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: reads requests, lets each have its turn, and is closed when its client is late.
 *
 * <p>Threading: everything here runs on the channel's event loop, except where it says otherwise.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Connections.Draining, Sweep.Watched {

    static final String DECODER = "http-decoder";

    private final App app;
    private final Connections connections;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final Writability writability;
    private final Patience patience;
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Assembly assembly;
    /** Read by the watchdog. */
    private volatile @Nullable Turn current;

    private boolean finished;
    private boolean isRefused;
    private boolean isInputOver;
    private volatile boolean hasWaiting;
    private long waitingBytes;

    Connection(App app, Connections connections, Channel channel) {
        this.app = app;
        this.connections = connections;
        this.channel = channel;
        this.decoder = new RequestDecoder(app.limits(), this::takesNoMore);
        this.writability = new Writability(channel);
        this.patience = new Patience(app.limits());
    }

    RequestDecoder decoder() {
        return decoder;
    }

    /** Returns what sees the bytes before the decoder does: the time for a head runs from its first byte. */
    ChannelHandler arrivals() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (patience.isAt(Patience.Stage.LEAVING)) {
                    ReferenceCountUtil.release(message);
                    return;
                }
                if (patience.isAt(Patience.Stage.IDLE) && message instanceof ByteBuf bytes && bytes.isReadable()) {
                    patience.enter(Patience.Stage.HEAD);
                }
                context.fireChannelRead(message);
            }

            // The decoder would throw away what it has not decoded yet.
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event instanceof ChannelInputShutdownEvent) {
                    isInputOver = true;
                    closeIfLeft();
                } else if (!(event instanceof ChannelInputShutdownReadComplete)) {
                    context.fireUserEventTriggered(event);
                }
            }
        };
    }

    /** A client that sends no more has left, unless there are answers for it to read. */
    void closeIfLeft() {
        var turn = current;
        if (isInputOver && (turn == null || turn.isLasting())) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connections.sweepOf(channel).add(this);
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
            patience.enter(Patience.Stage.BODY);
            assembly = Assembly.begin(head, channel, app, waiting.isEmpty() && current == null);
        }
        if (message instanceof HttpContent content && assembly != null) {
            patience.came(content.content().readableBytes());
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
        var weight = complete.isRefused() ? 0 : complete.weight();
        if (weight > 0 && !connections.memory().reserve(weight)) {
            weight = 0;
            complete.refuseForWantOfMemory();
        }
        var turn = new Turn(complete.request(), complete.manners(), app, this, weight);
        turn.exchange().received(complete.length());
        waitingBytes += weight;
        isRefused = complete.isRefused();
        finished = isRefused || complete.manners().isUpgrade();
        patience.enter(Patience.Stage.IDLE);
        waiting.add(turn);
        next();
        if (takesNoMore()) {
            channel.config().setAutoRead(false);
        }
    }

    /** What is more than may wait stays where it is: with the decoder, in the system, and then with the client. */
    private boolean takesNoMore() {
        return finished
                || waiting.size() >= app.limits().pipelined()
                || (waitingBytes > app.limits().headerBytes() && !waiting.isEmpty());
    }

    private void next() {
        if (current == null) {
            var turn = waiting.poll();
            current = turn;
            if (turn != null) {
                waitingBytes -= turn.weight();
                turn.begin();
            }
        }
        hasWaiting = !waiting.isEmpty();
    }

    /** The last byte of an answer has left. */
    void answered(boolean keepAlive) {
        current = null;
        if (!keepAlive) {
            leave();
            return;
        }
        next();
        takeMore();
        if (current == null && patience.isAt(Patience.Stage.IDLE)) {
            patience.renew();
        }
        closeIfLeft();
    }

    /** There is room for a request again: first for those that have come already. */
    private void takeMore() {
        if (!takesNoMore() && !channel.config().isAutoRead()) {
            patience.renew();
            channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
            noteWhatHasBegun();
            // Where there is nothing more to read, epoll has forgotten the socket and fails when it is asked to read.
            if (!takesNoMore() && !isInputOver) {
                channel.config().setAutoRead(true);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        noteWhatHasBegun();
        context.fireChannelReadComplete();
    }

    /** A head may have begun in the bytes behind another request. */
    private void noteWhatHasBegun() {
        if (patience.isAt(Patience.Stage.IDLE) && !takesNoMore() && decoder.isMidway()) {
            patience.enter(Patience.Stage.HEAD);
        }
    }

    /**
     * Closes, and where the client may still be sending lets it do so for a moment: bytes that meet a closed socket make its
     * system throw away the answer it has not read yet (RFC 9112 section 9.6).
     */
    private void leave() {
        var isSending = isRefused || !waiting.isEmpty() || connections.isStopping();
        finished = true;
        forgetWaiting();
        if (isSending && channel.isActive() && channel instanceof DuplexChannel duplex && !isInputOver) {
            patience.enter(Patience.Stage.LEAVING);
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

    /** Called by any thread. Says whether the answer to the request whose turn it is should be the last of its connection. */
    boolean isEnding() {
        return connections.isStopping() && !hasWaiting;
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
        connections.sweepOf(channel).remove(this);
    }

    Connections connections() {
        return connections;
    }

    /** Closes the connection when what it waits for takes too long, or is not waited for any more. */
    @Override
    public void closeIfLate() {
        writability.closeIfStalled(app.limits().writeStall());
        switch (patience.verdict()) {
            case CLOSE -> closeUnlessBusy();
            case REFUSE -> refuseAsTooSlow();
            case WAIT -> {
                if (connections.isDraining() && patience.isQuiet()) {
                    closeUnlessBusy();
                }
            }
        }
    }

    private void closeUnlessBusy() {
        if (current == null) {
            channel.close();
        }
    }

    /** A client is not late with what is not being read from it. */
    private void refuseAsTooSlow() {
        if (!finished && channel.config().isAutoRead()) {
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
        var turn = current;
        if (turn != null) {
            turn.left();
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

    /** Goes on until its next answer, which is the last, or until its client has been quiet for a moment. */
    @Override
    public void drain() {}

    @Override
    public void cut() {
        channel.close();
    }

    @Override
    public void hurry() {
        var turn = current;
        if (turn != null) {
            turn.hurry();
        }
    }
}
