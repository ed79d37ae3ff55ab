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
import java.util.regex.Pattern;

/** Sends server-sent events, and comments while there are none, so that intermediaries keep the connection. */
final class EventAnswer {

    private static final Headers FIELDS =
            Headers.NONE.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\r\n]");
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
            turn.lastsAsLongAsItsClient();
            var sink = new Sink(out);
            var beats = beat(sink);
            try {
                source.send(sink);
            } finally {
                beats.cancel(false);
                sink.end();
            }
        }
        out.close();
        turn.end(answer.status(), out);
    }

    private Future<?> beat(Sink sink) {
        var pause = heartbeat.toMillis();
        var connection = turn.connection();
        var starts = connection.connections().starts();
        return connection
                .channel()
                .eventLoop()
                .scheduleWithFixedDelay(() -> starts.begin(sink::beat), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Where the source sends its events; a heartbeat never falls into the middle of one. */
    private final class Sink implements Body.EventSink {

        private final BodyStream out;
        private final ReentrantLock lock = new ReentrantLock();
        private long lastSent = System.nanoTime();
        private boolean ended;

        Sink(BodyStream out) {
            this.out = out;
        }

        @Override
        public void send(Body.Event event) throws IOException {
            lock.lock();
            try {
                write(text(event).getBytes(StandardCharsets.UTF_8));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean isOpen() {
            return turn.connection().channel().isActive();
        }

        /** A beat that comes when something is being sent is not needed, and one that comes after the end must not be heard. */
        private void beat() {
            if (!lock.tryLock()) {
                return;
            }
            try {
                if (!ended && System.nanoTime() - lastSent >= heartbeat.toNanos()) {
                    write(COMMENT);
                }
            } catch (IOException _) {
                turn.connection().channel().close();
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                ended = true;
            } finally {
                lock.unlock();
            }
        }

        private void write(byte[] bytes) throws IOException {
            if (ended) {
                throw new IOException("the events have ended");
            }
            out.write(bytes);
            out.flush();
            lastSent = System.nanoTime();
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
        for (var line : LINE_BREAK.split(event.data(), -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
