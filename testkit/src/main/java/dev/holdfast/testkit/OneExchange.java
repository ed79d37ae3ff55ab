package dev.holdfast.testkit;

import dev.holdfast.http.Headers;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One request and its answer on a connection of their own. */
final class OneExchange extends SimpleChannelInboundHandler<FullHttpResponse> {

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int SECONDS = 30;

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    static Reply through(Door door, DefaultFullHttpRequest request) {
        var exchange = new OneExchange();
        var channel = door.open(exchange::handlers);
        channel.writeAndFlush(request);
        return exchange.await(channel);
    }

    private List<ChannelHandler> handlers() {
        return List.of(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), this);
    }

    private Reply await(Channel channel) {
        try {
            return reply.get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("no answer", failure);
        } finally {
            channel.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            reply.completeExceptionally(response.decoderResult().cause());
            return;
        }
        var headers = Headers.NONE;
        for (var field : response.headers()) {
            headers = headers.and(field.getKey(), field.getValue());
        }
        reply.complete(new Reply(response.status().code(), headers, ByteBufUtil.getBytes(response.content())));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        reply.completeExceptionally(new AssertionError("the server closed the connection without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reply.completeExceptionally(cause);
    }
}
