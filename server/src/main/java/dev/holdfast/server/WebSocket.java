package dev.holdfast.server;

import dev.holdfast.Telemetry;
import dev.holdfast.http.Frame;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open WebSocket.
 *
 * <p>Threading: what comes in runs on the event loop and hands every call of the listener to its own order; what goes out may be
 * called by any thread.
 */
final class WebSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements Socket, Connections.Draining {

    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;
    private static final int LARGEST_CONTROL = 125;
    private static final int BROKEN = 1006;
    private static final int NO_CODE = 1005;
    private static final int TOO_BIG = 1009;
    private static final int FAILED = 1011;
    private static final int SECONDS_TO_CLOSE = 5;

    private final Channel channel;
    private final SocketListener listener;
    private final SerialCalls calls;
    private final Connections connections;
    private final Telemetry telemetry;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private boolean ended;
    private int closeCode = BROKEN;
    private String closeReason = "";

    WebSocket(Channel channel, SocketListener listener, Telemetry telemetry, Connections connections) {
        this.channel = channel;
        this.listener = listener;
        this.telemetry = telemetry;
        this.connections = connections;
        this.calls = new SerialCalls(telemetry, full -> channel.config().setAutoRead(!full));
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
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> {
                var message = text.text();
                calls.add(() -> listener.text(this, message));
            }
            case BinaryWebSocketFrame binary -> {
                var message = ByteBufUtil.getBytes(binary.content());
                calls.add(() -> listener.binary(this, message));
            }
            case PingWebSocketFrame ping -> answer(ping);
            case CloseWebSocketFrame close -> closedByPeer(close);
            default -> {
                // A pong nobody asked for is allowed and means nothing (RFC 6455 section 5.5.3).
            }
        }
    }

    /** One pong may answer several pings (RFC 6455 section 5.5.3): who sends without reading must not fill the memory. */
    private void answer(PingWebSocketFrame ping) {
        if (channel.isWritable()) {
            control(PONG, ByteBufUtil.getBytes(ping.content()));
        }
    }

    private void closedByPeer(CloseWebSocketFrame frame) {
        var code = frame.statusCode();
        closeCode = code < 0 ? NO_CODE : code;
        closeReason = frame.reasonText();
        if (closing.compareAndSet(false, true)) {
            control(CLOSE, code < 0 ? new byte[0] : closing(code, ""));
        }
        channel.close();
    }

    @Override
    public void send(Frame frame) {
        if (closing.get()) {
            return;
        }
        write(frame.wire());
    }

    private void write(byte[] wire) {
        pending.addAndGet(wire.length);
        channel.writeAndFlush(Unpooled.wrappedBuffer(wire)).addListener(_ -> pending.addAndGet(-wire.length));
    }

    @Override
    public long pending() {
        return pending.get();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void close(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            control(CLOSE, closing(code, reason));
            channel.eventLoop().execute(() -> {
                closeCode = code;
                closeReason = reason;
                channel.eventLoop().schedule(() -> channel.close(), SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            });
        }
    }

    private void control(int first, byte[] payload) {
        var wire = new byte[payload.length + 2];
        wire[0] = (byte) first;
        wire[1] = (byte) payload.length;
        System.arraycopy(payload, 0, wire, 2, payload.length);
        write(wire);
    }

    private static byte[] closing(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var size = Math.min(text.length, LARGEST_CONTROL - 2);
        while (size < text.length && (text[size] & 0xC0) == 0x80) {
            size--;
        }
        var payload = new byte[size + 2];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, size);
        return payload;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            calls.add(() -> listener.writable(this));
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended();
        context.fireChannelInactive();
    }

    private void ended() {
        if (ended) {
            return;
        }
        ended = true;
        connections.remove(this);
        closing.set(true);
        var code = closeCode;
        var reason = closeReason;
        calls.add(() -> listener.closed(this, code, reason));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException corrupt ->
                end(corrupt.closeStatus().code(), corrupt.closeStatus().reasonText());
            case TooLongFrameException _ -> end(TOO_BIG, "the message is too big");
            case IOException _ -> channel.close();
            default -> {
                telemetry.failed("WebSocket of " + channel.remoteAddress(), cause);
                end(FAILED, "something went wrong here");
            }
        }
    }

    /** Closes without waiting for the peer, which has broken the protocol. */
    private void end(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            closeCode = code;
            closeReason = reason;
            control(CLOSE, closing(code, reason));
        }
        channel.close();
    }

    @Override
    public void drain() {
        calls.add(() -> listener.draining(this));
    }

    @Override
    public void cut() {
        channel.close();
    }
}
