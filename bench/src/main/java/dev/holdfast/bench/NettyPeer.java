package dev.holdfast.bench;

import dev.holdfast.Page;
import dev.holdfast.http.Success;
import dev.holdfast.json.Json;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** The same answers by Netty alone: its codec and one handler that never leaves the event loop. */
final class NettyPeer extends ChannelInboundHandlerAdapter {

    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id");
    private static final String USERS = "/api/v1/users";
    private static final DefaultHttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final DefaultHttpHeadersFactory TRAILERS = DefaultHttpHeadersFactory.trailersFactory();
    private static final HttpHeaders FIELDS = fields();
    private static final Page<Person> TEN = new Page<>(Person.ten(), 10, Optional.of("bmV4dA"));

    private static final Json JSON = new Json();
    private static final byte[] READY = JSON.write(one(0));

    private final Work work;
    private long count;
    private long second;
    private AsciiString date = AsciiString.EMPTY_STRING;

    /** What the handler does for an answer. */
    enum Work {
        /** Nothing: every answer is the same bytes made beforehand. */
        NONE,
        /** It writes the answer as JSON, on the event loop. */
        ENCODE,
        /** It does so on a virtual thread of the request's own. */
        ENCODE_ON_THREAD
    }

    private NettyPeer(Work work) {
        this.work = work;
    }

    /** Listens on a port, any free one if it is 0, and returns which. */
    static int start(Work work, int eventLoops, int port) {
        var group = new MultiThreadIoEventLoopGroup(eventLoops, EpollIoHandler.newFactory());
        var channel = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer(work))
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static ChannelHandler initializer(Work work) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpServerCodec(), new NettyPeer(work));
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            var target = request.uri();
            switch (work) {
                case NONE -> context.write(answer(READY));
                case ENCODE -> context.write(answer(JSON.write(value(target))));
                case ENCODE_ON_THREAD -> Thread.startVirtualThread(() -> answerLater(context, target));
            }
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    private void answerLater(ChannelHandlerContext context, String target) {
        var body = JSON.write(value(target));
        context.executor().execute(() -> context.writeAndFlush(answer(body)));
    }

    private DefaultFullHttpResponse answer(byte[] body) {
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body), UNCHECKED, TRAILERS);
        answer.headers()
                .add(FIELDS)
                .add(REQUEST_ID, Long.toString(++count, 36))
                .add(HttpHeaderNames.DATE, date())
                .add(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return answer;
    }

    private static Success value(String target) {
        return target.equals(USERS)
                ? new Success(Map.of("users", TEN.items()), TEN)
                : one(Integer.parseInt(target.substring(target.lastIndexOf('/') + 1)));
    }

    private static Success one(int number) {
        return new Success(Map.of("user", Person.number(number)), null);
    }

    private AsciiString date() {
        var now = System.currentTimeMillis() / 1000;
        if (now != second) {
            second = now;
            date = AsciiString.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC)));
        }
        return date;
    }

    private static HttpHeaders fields() {
        var fields = UNCHECKED.newHeaders();
        SecurityFields.OF_JSON.forEach(
                (name, value) -> fields.add(AsciiString.cached(name), AsciiString.cached(value)));
        return fields.add(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    }
}
