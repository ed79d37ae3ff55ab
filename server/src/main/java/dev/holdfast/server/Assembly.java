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
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A request while its bytes arrive; the body is held to its limit as it grows. */
final class Assembly {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_ROOM = 1024;
    private static final long OBJECTS = 1024;
    private static final Duration RETRY = Duration.ofSeconds(1);

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
        var fields = Heads.fields(message);
        var fault = Heads.fault(message, fields);
        var head = Heads.read(message, fields, client(channel), fault.isPresent());
        var manners = Manners.of(message, fields);
        if (fault.isPresent()) {
            return new Assembly(head, manners, 0, fault.get());
        }
        return hasBody(fields)
                ? withBody(new Assembly(head, manners, limit(app, head), null), message, channel, isNext)
                : new Assembly(head, manners, 0, null);
    }

    private static Assembly withBody(Assembly assembly, HttpRequest message, Channel channel, boolean isNext) {
        if (HttpUtil.getContentLength(message, 0L) > assembly.limit) {
            assembly.refuse(tooLarge(assembly.limit));
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

    private static boolean hasBody(Headers fields) {
        return fields.has("Content-Length") || fields.has("Transfer-Encoding");
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

    /** Returns about how many bytes of memory the request takes. */
    long weight() {
        return OBJECTS
                + head.path().length()
                + head.query().length()
                + head.headers().characters()
                + body.length;
    }

    /** Lets go of what has come: there is no room for it. */
    void refuseForWantOfMemory() {
        body = new byte[0];
        length = 0;
        refuse(Problem.unavailable("there is too much under way at the moment", RETRY, null));
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
