package dev.holdfast.server;

import dev.holdfast.Problem;
import dev.holdfast.http.Response;
import io.netty.buffer.Unpooled;
import java.time.Duration;

/**
 * Sends an answer that is all there and large: as fast as its client reads, so that the network holds no second copy of it.
 *
 * <p>Threading: on the request's thread.
 */
final class LargeAnswer {

    /** Smaller ones leave in one write. */
    static final int LEAST = 64 * 1024;

    private static final int SLICE = 32 * 1024;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Turn turn;
    private final byte[] content;

    LargeAnswer(Turn turn, byte[] content) {
        this.turn = turn;
        this.content = content;
    }

    /** Refuses where too much waits for other clients already. */
    void send(Response answer) throws Exception {
        var memory = turn.connection().connections().memory();
        if (!memory.reserve(content.length)) {
            turn.refuse(Problem.unavailable("too many large answers wait for their clients", RETRY, null));
            return;
        }
        try {
            slices(answer);
        } finally {
            memory.release(content.length);
        }
    }

    private void slices(Response answer) throws Exception {
        var channel = turn.connection().channel();
        var close = turn.mustClose();
        var head = HeadWriter.head(
                answer,
                new Framing.Length(content.length),
                close,
                turn.manners().isOld());
        var size = (long) head.readableBytes() + content.length;
        turn.connection().awaitWritable();
        var written = channel.write(head);
        for (var at = 0; at < content.length; at += SLICE) {
            turn.connection().awaitWritable();
            written = channel.writeAndFlush(Unpooled.wrappedBuffer(content, at, Math.min(SLICE, content.length - at)));
        }
        turn.finish(answer.status(), size, written, !close);
    }
}
