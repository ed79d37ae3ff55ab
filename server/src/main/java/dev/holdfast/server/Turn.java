package dev.holdfast.server;

import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.app.App;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's turn: the program answers it, and the answer leaves in the way its body asks for.
 *
 * <p>Threading: runs on a virtual thread of its own; {@code left} comes from the event loop, {@code hurry} from the watchdog.
 */
final class Turn implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final byte[] NOTHING = {};

    private final Request request;
    private final Manners manners;
    private final App app;
    private final Connection connection;
    private final Exchange exchange;
    private final long weight;
    private volatile @Nullable Handling handling;
    private volatile @Nullable Interruption sending;
    private volatile @Nullable Deferred deferred;
    private volatile boolean isLasting;
    private volatile boolean isOver;
    private long waited;

    /** The turn of a request for which that many bytes were reserved. */
    Turn(Request request, Manners manners, App app, Connection connection, long weight) {
        this.request = request;
        this.manners = manners;
        this.app = app;
        this.connection = connection;
        this.weight = weight;
        this.exchange = new Exchange(
                request.method().name(), request.path(), request.head().client());
        connection.connections().requests().begin();
    }

    /** Begins, on a thread of its own. Called on the event loop. */
    void begin() {
        waited = exchange.age();
        connection.connections().starts().begin(this);
    }

    @Override
    public void run() {
        var age = exchange.age();
        exchange.add(Exchange.Part.QUEUE, age);
        exchange.late(age - waited);
        var work = Handling.begin(app.deadline(request));
        handling = work;
        try {
            var answer = app.answer(request, exchange, work.deadline());
            if (work.interruption().end()) {
                perform(answer);
            } else {
                discard(answer);
            }
        } catch (Throwable failure) {
            if (work.interruption().end()) {
                fail(failure);
            } else {
                app.telemetry().failed(request + ", long after its answer,", failure);
                connection.connections().abandoned().decrementAndGet();
            }
        }
    }

    private void fail(Throwable failure) {
        if (!Writability.ClientLeft.isBehind(failure)) {
            report(failure);
        }
        breakOff();
    }

    /** The handler has come back after another answer went out in its place. */
    private void discard(Response answer) {
        connection.connections().abandoned().decrementAndGet();
        LOG.info("{} came back after {} ms; its answer is thrown away", request, exchange.age() / 1_000_000);
        if (answer.body() instanceof Body.Later(var later)) {
            later.leave();
        }
    }

    /** Ends a handler whose time is up, and answers in its place where it does not let itself be ended. Called by the watchdog. */
    void hurry() {
        var work = handling;
        if (work == null || !work.isHopeless()) {
            return;
        }
        var count = connection.connections().abandoned().incrementAndGet();
        try {
            var stuck = work.stuck();
            exchange.failure(stuck);
            app.telemetry().failed("%s past its deadline (%d such at work)".formatted(request, count), stuck);
            perform(app.refusal(request, exchange, Problem.deadlineExceeded(stuck)));
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void report(Throwable failure) {
        exchange.failure(failure);
        ScopedValue.where(Exchange.CURRENT, exchange).run(() -> app.telemetry().failed(request.toString(), failure));
    }

    private void perform(Response answer) throws Exception {
        switch (answer.body()) {
            case Body.FileOf _, Body.Stream _, Body.Events _
            when Status.isBodiless(answer.status()) -> whole(answer, NOTHING);
            case Body.Empty() -> whole(answer, NOTHING);
            case Body.Bytes(var content) -> bytes(answer, content);
            case Body.Json _ -> throw new IllegalStateException("JSON is written by the program, not by the server");
            case Body.FileOf file -> new FileAnswer(this, file).send(answer);
            case Body.Stream(var writer) -> send(() -> stream(answer, writer));
            case Body.Events(var source, var heartbeat) ->
                send(() -> new EventAnswer(this, source, heartbeat).send(answer));
            case Body.Later(var later) -> await(answer, later);
            case Body.Upgrade upgrade -> new WebSocketUpgrade(this, upgrade).send(answer);
        }
    }

    private void bytes(Response answer, byte[] content) throws Exception {
        if (content.length < LargeAnswer.LEAST || manners.headOnly() || Status.isBodiless(answer.status())) {
            whole(answer, content);
        } else {
            new LargeAnswer(this, content).send(answer);
        }
    }

    /** Sends an answer that is all there, in one write. */
    void whole(Response answer, byte[] content) {
        var close = mustClose();
        var framing = Status.isBodiless(answer.status()) ? new Framing.NoBody() : new Framing.Length(content.length);
        var sent = manners.headOnly() || framing instanceof Framing.NoBody ? NOTHING : content;
        var bytes = HeadWriter.whole(answer, framing, close, manners.isOld(), sent);
        try {
            connection.channel().eventLoop().execute(() -> send(answer.status(), bytes, !close));
        } catch (RejectedExecutionException _) {
            // The server has ended, and with it every connection.
        }
    }

    /** Called on the event loop: from elsewhere, a write and the word that it is done would be two tasks for it. */
    private void send(int status, ByteBuf bytes, boolean keepAlive) {
        var size = bytes.readableBytes();
        var written = connection.channel().writeAndFlush(bytes);
        if (written.isDone()) {
            sent(written.isSuccess() ? status : 0, size, keepAlive);
        } else {
            finish(status, size, written, keepAlive);
        }
    }

    private interface Sending {
        void run() throws Exception;
    }

    /** Runs the program's code that makes a body: it has no deadline, and is interrupted when the client leaves. */
    private void send(Sending body) throws Exception {
        var work = new Interruption();
        sending = work;
        try {
            if (!connection.channel().isActive()) {
                throw new Writability.ClientLeft("the client has left");
            }
            ScopedValue.where(Exchange.CURRENT, exchange).call(() -> {
                body.run();
                return true;
            });
        } catch (Exception failure) {
            if (work.isInterrupted()) {
                throw new Writability.ClientLeft("the client has left");
            }
            throw failure;
        } finally {
            work.end();
        }
    }

    private void stream(Response answer, Body.Writer writer) throws Exception {
        var out = open(answer);
        if (!manners.headOnly()) {
            if (!(writer instanceof Body.Finite)) {
                lastsAsLongAsItsClient();
            }
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
        written.addListener(result -> sent(result.isSuccess() ? status : 0, bytes, keepAlive));
    }

    /** The answer has left; with status 0, it could not. */
    private void sent(int status, long bytes, boolean keepAlive) {
        exchange.sent(status, bytes);
        over();
        connection.answered(keepAlive && status != 0);
    }

    private void await(Response answer, Deferred later) {
        deferred = later;
        lastsAsLongAsItsClient();
        if (!connection.channel().isActive()) {
            connection.channel().eventLoop().execute(this::left);
        }
        later.onAnswer(response -> sendLate(late(response, answer.headers())), failure -> {
            report(failure);
            breakOff();
        });
    }

    /** What an answer depends on adds up: it is told of the one that was made later, and of what it passed on its way out. */
    private static Response late(Response answer, Headers outer) {
        var told = answer;
        for (var field : outer.all("Vary")) {
            if (!told.headers().all("Vary").contains(field)) {
                told = told.and("Vary", field);
            }
        }
        return told.over(outer);
    }

    private void sendLate(Response answer) {
        var content = switch (answer.body()) {
            case Body.Bytes(var bytes) -> bytes;
            case Body.Empty _, Body.Json _, Body.FileOf _, Body.Stream _, Body.Events _, Body.Later _, Body.Upgrade _ ->
                NOTHING;
        };
        whole(answer, content);
    }

    /** Says that nobody knows when this ends: there is no point in it for a client that sends no more and may have left. */
    void lastsAsLongAsItsClient() {
        isLasting = true;
        connection.channel().eventLoop().execute(connection::closeIfLeft);
    }

    boolean isLasting() {
        return isLasting;
    }

    /** The client has left before its answer did. Called on the event loop. */
    void left() {
        var made = sending;
        if (made != null) {
            connection.connections().starts().begin(made::interrupt);
        }
        var waited = deferred;
        if (waited != null) {
            // Whoever hears of it may block, which the event loop must not.
            connection.connections().starts().begin(waited::leave);
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
            connection.connections().memory().release(weight);
            connection.connections().requests().end(exchange.status() != 0);
            app.telemetry().done(exchange);
        }
    }

    long weight() {
        return weight;
    }

    boolean mustClose() {
        return !manners.keepAlive() || connection.isEnding();
    }

    /** Answers with a problem that was found after the program had answered. */
    void refuse(Problem problem) throws Exception {
        perform(app.refusal(request, exchange, problem));
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
