package dev.holdfast.testkit;

import dev.holdfast.http.Headers;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The client's end of a WebSocket, through either door. Threading: any number of threads; what comes is taken in order. */
public final class TestWebSocket implements AutoCloseable {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int NONE = 1006;

    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private final Arrivals<Message> arrivals = new Arrivals<>();
    private final Hears hears;
    private final Channel channel;
    private volatile int code = NONE;

    /** One message of the server's. */
    sealed interface Message {
        /** A message of text. */
        record Text(String text) implements Message {}

        /** A message of bytes. */
        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Bytes(byte[] bytes) implements Message {}
    }

    /** Hears what comes, in place of whoever would take it. */
    interface Hears {
        void heard(TestWebSocket from, Message message);

        void ended();
    }

    private TestWebSocket(Door door, String target, Headers headers, Hears hears) {
        this.hears = hears;
        channel = door.open(() -> handlers(target, headers));
    }

    static TestWebSocket open(Door door, String target, Headers headers, Hears hears) {
        var socket = new TestWebSocket(door, target, headers, hears);
        try {
            socket.opened.get(Arrivals.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return socket;
        } catch (Exception failure) {
            socket.channel.close();
            throw new AssertionError("no WebSocket at " + target, failure);
        }
    }

    static TestWebSocket open(Door door, String target, Headers headers) {
        return open(door, target, headers, new Hears() {
            @Override
            public void heard(TestWebSocket from, Message message) {
                from.arrivals.add(message);
            }

            @Override
            public void ended() {}
        });
    }

    private List<ChannelHandler> handlers(String target, Headers headers) {
        var fields = new DefaultHttpHeaders();
        headers.forEach(fields::set);
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://localhost" + target))
                .customHeaders(fields)
                .generateOriginHeader(false)
                .handleCloseFrames(false)
                .maxFramePayloadLength(LARGEST)
                .build();
        return List.of(
                new HttpClientCodec(),
                new HttpObjectAggregator(LARGEST),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(LARGEST),
                new Listener());
    }

    /** Sends a message of text. */
    public TestWebSocket send(String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text));
        return this;
    }

    /** Sends a message of bytes. */
    public TestWebSocket send(byte[] bytes) {
        channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.copiedBuffer(bytes)));
        return this;
    }

    /** Waits for the next message and returns its text; fails after 20 seconds, where the server closes, and where it is bytes. */
    public String text() {
        var message = arrivals.take("message", _ -> true);
        if (message instanceof Message.Text(var text)) {
            return text;
        }
        throw new AssertionError("bytes where text is expected");
    }

    /** Waits for the next message and returns its bytes; fails after 20 seconds, where the server closes, and where it is text. */
    public byte[] bytes() {
        var message = arrivals.take("message", _ -> true);
        if (message instanceof Message.Bytes(var bytes)) {
            return bytes;
        }
        throw new AssertionError("not bytes, but " + message);
    }

    /** Waits until the server closes, and returns the code it gives; 1005 where it gives none, 1006 where it breaks off. */
    public int closed() {
        arrivals.awaitEnd();
        return code;
    }

    /** Stops taking bytes from the network, so that the server sees a client that does not read. */
    public TestWebSocket stopReading() {
        channel.config().setAutoRead(false);
        return this;
    }

    /** Takes bytes from the network again. */
    public TestWebSocket startReading() {
        channel.config().setAutoRead(true);
        return this;
    }

    /** Breaks the connection off without a word, as a client does that is killed. */
    public void breakOff() {
        if (channel instanceof DuplexChannel) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        end();
    }

    /** Closes as a client does that leaves. */
    @Override
    public void close() {
        channel.writeAndFlush(new CloseWebSocketFrame()).awaitUninterruptibly(Arrivals.PATIENCE.toMillis());
        end();
    }

    private void end() {
        channel.close().awaitUninterruptibly(Arrivals.PATIENCE.toMillis());
    }

    private final class Listener extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> hears.heard(TestWebSocket.this, new Message.Text(text.text()));
                case BinaryWebSocketFrame binary ->
                    hears.heard(TestWebSocket.this, new Message.Bytes(ByteBufUtil.getBytes(binary.content())));
                case CloseWebSocketFrame close -> {
                    code = close.statusCode() < 0 ? 1005 : close.statusCode();
                    context.close();
                }
                default -> {
                    // Pings are answered before they get here.
                }
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                opened.complete(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            opened.completeExceptionally(new AssertionError("the server closed the connection"));
            arrivals.end("closed with " + code);
            hears.ended();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            opened.completeExceptionally(cause);
            context.close();
        }
    }
}
