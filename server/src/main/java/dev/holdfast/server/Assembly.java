package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.app.App;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A request while its bytes arrive; the body is held to its limit as it grows. */
final class Assembly {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_ROOM = 1024;

    private final Request.Head head;
    private final long limit;
    private Manners manners;
    private byte[] body = {};
    private int length;
    private @Nullable Problem refusal;

    private Assembly(Request.Head head, Manners manners, long limit, @Nullable Problem refusal) {
        this.head = head;
        this.manners = manners;
        this.limit = limit;
        if (refusal != null) {
            refuse(refusal);
        }
    }

    /**
     * Begins with a head.
     *
     * @param isNext whether no other request of the connection is under way, so that an interim answer may go out
     */
    static Assembly begin(HttpRequest message, Channel channel, App app, boolean isNext) {
        var fault = Heads.fault(message);
        var head = Heads.read(message, client(channel), fault.isPresent());
        if (fault.isPresent()) {
            return new Assembly(head, Manners.of(message), 0, fault.get());
        }
        var limit = hasBody(message) ? limit(app, head) : 0;
        var assembly = new Assembly(head, Manners.of(message), limit, null);
        if (HttpUtil.getContentLength(message, 0L) > limit) {
            assembly.refuse(tooLarge(limit));
        } else if (HttpUtil.is100ContinueExpected(message) && isNext) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
        return assembly;
    }

    /** Stands for a request of which no head has arrived. */
    static Assembly nothing(Channel channel, App app) {
        var head = new Request.Head(Method.GET, "/", "", Headers.NONE, client(channel));
        return new Assembly(head, Manners.ofTheLast(false, false), app.limits().body(), null);
    }

    private static boolean hasBody(HttpRequest message) {
        return message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static long limit(App app, Request.Head head) {
        try {
            return app.bodyLimit(head.method(), head.path());
        } catch (Problem _) {
            return app.limits().body();
        }
    }

    void add(HttpContent content) {
        if (refusal != null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse(new Problem(Kind.MALFORMED, "the body is not valid HTTP"));
            return;
        }
        var more = content.content().readableBytes();
        if (length + (long) more > limit) {
            refuse(tooLarge(limit));
        } else if (more > 0) {
            append(content, more);
        }
    }

    private void append(HttpContent content, int more) {
        if (length + more > body.length) {
            var room = Math.max(length + more, Math.min(limit, Math.max(FIRST_ROOM, 2L * body.length)));
            body = Arrays.copyOf(body, (int) room);
        }
        content.content().readBytes(body, length, more);
        length += more;
    }

    void refuseAsTooSlow() {
        refuse(new Problem(Kind.TOO_SLOW, "the request took too long to arrive"));
    }

    private void refuse(Problem problem) {
        refusal = problem;
        manners = manners.last();
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Returns the bytes of the body that were taken so far. */
    int length() {
        return length;
    }

    Manners manners() {
        return manners;
    }

    Request request() {
        return refusal != null
                ? Request.refused(head, refusal)
                : Request.of(head, length == body.length ? body : Arrays.copyOf(body, length));
    }

    private static Problem tooLarge(long limit) {
        return new Problem(Kind.TOO_LARGE, "the body may have at most " + limit + " bytes here");
    }

    private static InetAddress client(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
