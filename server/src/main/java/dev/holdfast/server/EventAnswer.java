package dev.holdfast.server;

import dev.holdfast.http.Body;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Response;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Sends server-sent events, and comments while there are none, so that intermediaries keep the connection. */
final class EventAnswer {

    private static final Headers FIELDS =
            Headers.NONE.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Turn turn;
    private final Body.Source source;
    private final Duration heartbeat;

    EventAnswer(Turn turn, Body.Source source, Duration heartbeat) {
        this.turn = turn;
        this.source = source;
        this.heartbeat = heartbeat;
    }

    void send(Response answer) throws Exception {
        var out = turn.open(answer.over(FIELDS));
        if (!turn.manners().headOnly()) {
            var sink = new Sink(out);
            var beats = beat(sink);
            try {
                source.send(sink);
            } finally {
                beats.cancel(false);
            }
        }
        out.close();
        turn.end(answer.status(), out);
    }

    private Future<?> beat(Sink sink) {
        var pause = heartbeat.toMillis();
        return turn.connection()
                .channel()
                .eventLoop()
                .scheduleWithFixedDelay(
                        () -> Thread.startVirtualThread(sink::beat), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Where the source sends its events; a heartbeat never falls into the middle of one. */
    private final class Sink implements Body.EventSink {

        private final BodyStream out;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long lastSent = System.nanoTime();

        Sink(BodyStream out) {
            this.out = out;
        }

        @Override
        public void send(Body.Event event) throws IOException {
            write(text(event).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isOpen() {
            return turn.connection().channel().isActive();
        }

        private void beat() {
            try {
                if (System.nanoTime() - lastSent >= heartbeat.toNanos()) {
                    write(COMMENT);
                }
            } catch (IOException _) {
                turn.connection().channel().close();
            }
        }

        private void write(byte[] bytes) throws IOException {
            lock.lock();
            try {
                out.write(bytes);
                out.flush();
                lastSent = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }
    }

    private static String text(Body.Event event) {
        var text = new StringBuilder();
        if (!event.id().isEmpty()) {
            text.append("id: ").append(event.id()).append('\n');
        }
        if (!event.name().isEmpty()) {
            text.append("event: ").append(event.name()).append('\n');
        }
        event.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        if (event.data().isEmpty()) {
            text.append("data:\n");
        }
        return text.append('\n').toString();
    }
}
