package dev.holdfast.server;

import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.app.App;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.Status;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request's turn: the program answers it, and the answer leaves in the way its body asks for.
 *
 * <p>Threading: runs on a virtual thread of its own; {@code left} comes from the event loop.
 */
final class Turn implements Runnable {

    private static final byte[] NOTHING = {};

    private final Request request;
    private final Manners manners;
    private final App app;
    private final Connection connection;
    private final Exchange exchange;
    private volatile @Nullable Deferred deferred;
    private volatile boolean isOver;
    private long waited;

    Turn(Request request, Manners manners, App app, Connection connection) {
        this.request = request;
        this.manners = manners;
        this.app = app;
        this.connection = connection;
        this.exchange = new Exchange(
                request.method().name(), request.path(), request.head().client());
    }

    /** Begins, on a thread of its own. Called on the event loop. */
    void begin() {
        waited = exchange.age();
        Thread.startVirtualThread(this);
    }

    @Override
    public void run() {
        var age = exchange.age();
        exchange.add(Exchange.Part.QUEUE, age);
        exchange.late(age - waited);
        try {
            perform(app.answer(request, exchange));
        } catch (Throwable failure) {
            if (!Writability.ClientLeft.isBehind(failure)) {
                report(failure);
            }
            breakOff();
        }
    }

    private void report(Throwable failure) {
        exchange.failure(failure);
        app.telemetry().failed(request.toString(), failure);
    }

    private void perform(Response answer) throws Exception {
        switch (answer.body()) {
            case Body.FileOf _, Body.Stream _, Body.Events _
            when Status.isBodiless(answer.status()) -> whole(answer, NOTHING);
            case Body.Empty() -> whole(answer, NOTHING);
            case Body.Bytes(var content) -> whole(answer, content);
            case Body.Json _ -> throw new IllegalStateException("JSON is written by the program, not by the server");
            case Body.FileOf(var path) -> new FileAnswer(this, path).send(answer);
            case Body.Stream(var writer) -> stream(answer, writer);
            case Body.Events(var source, var heartbeat) -> new EventAnswer(this, source, heartbeat).send(answer);
            case Body.Later(var later) -> await(answer, later);
            case Body.Upgrade(var listener, var maxMessage) ->
                new WebSocketUpgrade(this, listener, maxMessage).send(answer);
        }
    }

    /** Sends an answer that is all there, in one write. */
    void whole(Response answer, byte[] content) {
        var close = mustClose();
        var framing = Status.isBodiless(answer.status()) ? new Framing.NoBody() : new Framing.Length(content.length);
        var sent = manners.headOnly() || framing instanceof Framing.NoBody ? NOTHING : content;
        var bytes = HeadWriter.whole(answer, framing, close, manners.isOld(), sent);
        var size = bytes.readableBytes();
        finish(answer.status(), size, connection.channel().writeAndFlush(bytes), !close);
    }

    private void stream(Response answer, Body.Writer writer) throws Exception {
        var out = open(answer);
        if (!manners.headOnly()) {
            writer.write(out);
        }
        out.close();
        end(answer.status(), out);
    }

    /** Sends the head of an answer whose length is not known, and returns where its body goes. */
    BodyStream open(Response answer) throws IOException {
        var framing = manners.isOld() ? new Framing.UntilClose() : new Framing.Chunked();
        var close = manners.isOld() || mustClose();
        connection.awaitWritable();
        var head = HeadWriter.head(answer, framing, close, manners.isOld() && !close);
        var size = head.readableBytes();
        connection.channel().writeAndFlush(head);
        return new BodyStream(connection, framing instanceof Framing.Chunked, manners.headOnly(), size, close);
    }

    /** Ends an answer whose body went through a stream. */
    void end(int status, BodyStream out) {
        var last = connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER);
        finish(status, out.bytes(), last, !out.isLast());
    }

    /** Notes what was sent when it has left, and gives the connection back. */
    void finish(int status, long bytes, ChannelFuture written, boolean keepAlive) {
        written.addListener(result -> {
            exchange.sent(result.isSuccess() ? status : 0, bytes);
            over();
            connection.answered(keepAlive && result.isSuccess());
        });
    }

    private void await(Response answer, Deferred later) {
        deferred = later;
        if (!connection.channel().isActive()) {
            connection.channel().eventLoop().execute(this::left);
        }
        later.onAnswer(response -> sendLate(response.over(answer.headers())), failure -> {
            report(failure);
            breakOff();
        });
    }

    private void sendLate(Response answer) {
        var content = switch (answer.body()) {
            case Body.Bytes(var bytes) -> bytes;
            case Body.Empty _, Body.Json _, Body.FileOf _, Body.Stream _, Body.Events _, Body.Later _, Body.Upgrade _ ->
                NOTHING;
        };
        whole(answer, content);
    }

    /** The client has left before its answer did. Called on the event loop. */
    void left() {
        var waited = deferred;
        if (waited != null) {
            // Whoever hears of it may block, which the event loop must not.
            Thread.startVirtualThread(waited::leave);
            over();
        }
    }

    private void breakOff() {
        connection.channel().close().addListener(_ -> over());
    }

    /** Tells the telemetry, once. Called on the event loop. */
    void over() {
        if (!isOver) {
            isOver = true;
            app.telemetry().done(exchange);
        }
    }

    boolean mustClose() {
        return !manners.keepAlive() || connection.isDraining();
    }

    /** Answers with a problem that was found after the program had answered. */
    void refuse(Problem problem) throws Exception {
        perform(app.answer(Request.refused(request.head(), problem), exchange));
    }

    Request request() {
        return request;
    }

    Manners manners() {
        return manners;
    }

    Connection connection() {
        return connection;
    }

    App app() {
        return app;
    }

    Exchange exchange() {
        return exchange;
    }
}
