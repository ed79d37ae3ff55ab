package dev.holdfast.server;

import dev.holdfast.http.Frame;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import dev.holdfast.server.Farewell.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One open WebSocket.
 *
 * <p>Threading: what comes in runs on the event loop and hands every call of the listener to its own order; what goes out may be
 * handed over by any thread, and is written by the event loop's outbox.
 */
final class WebSocket extends ChannelInboundHandlerAdapter
        implements Socket, Connections.Draining, Sweep.Watched, FrameReader.Listener {

    private static final int PONG = 0x8A;
    private static final int FAILED = 1011;
    private static final int REFUSED = 1008;
    private static final Duration CLOSING_TIME = Duration.ofSeconds(5);
    private static final int FULL = 32 * 1024;
    private static final int ROOMY = 16 * 1024;

    private static final AtomicLongFieldUpdater<WebSocket> QUEUED =
            AtomicLongFieldUpdater.newUpdater(WebSocket.class, "queued");
    private static final AtomicReferenceFieldUpdater<WebSocket, @Nullable Farewell> FAREWELL =
            AtomicReferenceFieldUpdater.newUpdater(WebSocket.class, Farewell.class, "farewell");

    private final Channel channel;
    private final SocketListener listener;
    private final Connections connections;
    private final Outbox outbox;
    private final SerialCalls calls;
    private final FrameReader reader;
    /** What the outbox has not written yet, in bytes. */
    private volatile long queued;

    private volatile boolean wasFull;
    private volatile @Nullable Farewell farewell;
    private @Nullable Stall stall;
    /** With a message that has begun and not ended. */
    private @Nullable Patience patience;

    private boolean isDeaf;
    private boolean isMute;
    private boolean isTouched;
    private boolean ended;

    WebSocket(Channel channel, SocketListener listener, int maxMessage, Connections connections) {
        this.channel = channel;
        this.listener = listener;
        this.connections = connections;
        this.outbox = connections.outboxOf(channel);
        this.calls = new SerialCalls(connections.starts(), connections.telemetry(), new ReadPause(channel));
        this.reader = new FrameReader(maxMessage, connections.messages());
    }

    /** Lets the socket be drained from here on. */
    void watch() {
        connections.add(this);
    }

    void open() {
        calls.add(() -> listener.opened(this));
        if (!channel.isActive()) {
            ended();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (patience != null) {
            patience.came(bytes.readableBytes());
        }
        try {
            reader.read(bytes, this);
        } catch (BrokenFrame broken) {
            end(broken.code(), broken.reason());
        } finally {
            bytes.release();
        }
    }

    @Override
    public boolean listens() {
        return !isDeaf;
    }

    @Override
    public void text(byte[] utf8) throws BrokenFrame {
        var message = Utf8.decode(utf8);
        hand(() -> listener.text(this, message), utf8.length);
    }

    @Override
    public void binary(byte[] content) {
        hand(() -> listener.binary(this, content), content.length);
    }

    /** What a message has reserved is released when it has been heard. */
    private void hand(SerialCalls.Call call, int size) {
        var held = reader.handOver();
        calls.add(held == 0 ? call : () -> heard(call, held), size);
    }

    private void heard(SerialCalls.Call call, int held) throws Exception {
        try {
            call.make();
        } finally {
            connections.messages().release(held);
        }
    }

    /** One pong may answer several pings (RFC 6455 section 5.5.3): who sends without reading must not fill the memory. */
    @Override
    public void ping(byte[] payload) {
        if (channel.isWritable() && farewell == null) {
            write(offHeap(new byte[] {(byte) PONG, (byte) payload.length}, payload));
            isTouched = true;
        }
    }

    @Override
    public void close(byte[] payload) throws BrokenFrame {
        var theirs = Farewell.of(payload);
        isDeaf = true;
        reader.drop();
        if (FAREWELL.getAndSet(this, theirs) == null) {
            outbox.addFarewell(this);
        } else if (isMute) {
            channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
        if (!reader.isWithin() || isDeaf) {
            patience = null;
        } else if (patience == null) {
            patience = connections.patience();
            patience.enter(Patience.Stage.BODY);
            connections.sweepOf(channel).add(this);
        }
    }

    @Override
    public void send(Frame frame) {
        if (farewell != null) {
            return;
        }
        if (QUEUED.addAndGet(this, frame.wire().length) > FULL) {
            // Before the frame can be written, or nobody would tell that there is room again.
            wasFull = true;
        }
        outbox.add(this, frame);
    }

    @Override
    public long pending() {
        return queued + waiting();
    }

    @Override
    public boolean isWritable() {
        return queued <= FULL && channel.isWritable();
    }

    @Override
    public void close(int code, String reason) {
        if (FAREWELL.compareAndSet(this, null, new Farewell(code, reason, Cause.CLOSED_HERE))) {
            outbox.addFarewell(this);
        }
    }

    /** Says whether anything may still be written. */
    boolean takes() {
        return !isMute && channel.isActive();
    }

    ByteBuf offHeap(byte[]... parts) {
        var size = 0;
        for (var part : parts) {
            size += part.length;
        }
        var bytes = channel.alloc().directBuffer(size);
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes;
    }

    void write(ByteBuf bytes) {
        var before = waiting();
        channel.write(bytes, channel.voidPromise());
        if (stall != null) {
            stall.add(waiting() - before);
        }
    }

    private long waiting() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** Returns how much the network has taken of what waits first. */
    private long begun() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.currentProgress();
    }

    void taken(int bytes) {
        QUEUED.addAndGet(this, -bytes);
    }

    void writeFarewell() {
        var last = farewell;
        if (last == null || !takes()) {
            return;
        }
        isMute = true;
        channel.write(offHeap(last.wire())).addListener((ChannelFutureListener) _ -> leave());
        beWatched();
    }

    /** Says whether the socket has to be flushed, and was not going to be yet. */
    boolean touch() {
        var first = !isTouched;
        isTouched = true;
        return first;
    }

    void flush() {
        if (!isTouched) {
            return;
        }
        isTouched = false;
        channel.flush();
        if (stall == null && waiting() > 0) {
            beWatched();
        }
        tellOfRoom();
    }

    private void beWatched() {
        if (stall == null) {
            stall = new Stall();
            connections.sweepOf(channel).add(this);
        }
    }

    /** The farewell has left: now it is for the client to close, which may still be sending. */
    private void leave() {
        var last = farewell;
        if (last == null) {
            return;
        }
        switch (last.cause()) {
            case CLOSED_HERE -> {}
            case CLOSED_THERE, LOST -> channel.close();
            case BROKEN -> {
                // Bytes that meet a closed socket make the client's system throw away what it has not read yet.
                if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                    duplex.shutdownOutput();
                } else {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void closeIfLate() {
        closeIfSlow();
        var waiting = waiting();
        if (waiting == 0 && !isMute) {
            stall = null;
            if (patience == null) {
                connections.sweepOf(channel).remove(this);
            }
        } else if (stall != null
                && stall.isLongerThan(waiting == 0 ? CLOSING_TIME : connections.writeStall(), waiting - begun())) {
            channel.close();
        }
    }

    private void closeIfSlow() {
        if (patience == null) {
            return;
        }
        if (!channel.config().isAutoRead()) {
            // It is this side that does not read.
            patience.renew();
        } else if (patience.verdict() == Patience.Verdict.REFUSE) {
            patience = null;
            end(REFUSED, "a message arrives too slowly");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            tellOfRoom();
        } else {
            wasFull = true;
        }
    }

    private void tellOfRoom() {
        if (wasFull && queued <= ROOMY && channel.isWritable()) {
            wasFull = false;
            if (queued > FULL) {
                // Somebody has filled it meanwhile, and may have said so before this was forgotten.
                wasFull = true;
            } else {
                calls.add(() -> listener.writable(this));
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended();
    }

    private void ended() {
        if (ended) {
            return;
        }
        ended = true;
        isDeaf = true;
        reader.drop();
        connections.remove(this);
        connections.sweepOf(channel).remove(this);
        FAREWELL.compareAndSet(this, null, Farewell.LOST);
        var last = farewell == null ? Farewell.LOST : farewell;
        calls.add(() -> listener.closed(this, last.code(), last.reason()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            channel.close();
        } else {
            connections.telemetry().failed("WebSocket of " + channel.remoteAddress(), cause);
            end(FAILED, "something went wrong here");
        }
    }

    /** Closes without waiting for the peer, whose next bytes mean nothing. */
    private void end(int code, String reason) {
        isDeaf = true;
        reader.drop();
        if (FAREWELL.compareAndSet(this, null, new Farewell(code, reason, Cause.BROKEN))) {
            outbox.addFarewell(this);
        } else {
            channel.close();
        }
    }

    @Override
    public void drain() {
        channel.eventLoop().execute(() -> {
            if (!ended && farewell == null) {
                calls.add(() -> listener.draining(this));
            }
        });
    }

    @Override
    public void cut() {
        FAREWELL.compareAndSet(this, null, Farewell.LOST);
        channel.close();
    }
}
