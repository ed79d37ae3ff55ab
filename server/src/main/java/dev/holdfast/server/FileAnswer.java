package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Body;
import dev.holdfast.http.Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Sends a file, or a part of it. */
final class FileAnswer {

    private static final int PART = 8192;

    private final Turn turn;
    private final Body.FileOf wanted;

    FileAnswer(Turn turn, Body.FileOf wanted) {
        this.turn = turn;
        this.wanted = wanted;
    }

    void send(Response answer) throws Exception {
        if (!Files.isRegularFile(wanted.path())) {
            turn.refuse(new Problem(
                    Kind.MISSING, "nothing lives at " + turn.request().path()));
            return;
        }
        FileChannel file;
        try {
            file = FileChannel.open(wanted.path(), StandardOpenOption.READ);
        } catch (IOException failure) {
            turn.app().telemetry().failed("opening " + wanted.path(), failure);
            turn.refuse(new Problem(Kind.INTERNAL, "something went wrong here; it has been noted"));
            return;
        }
        var length = wanted.length().orElse(Math.max(0, file.size() - wanted.offset()));
        if (file.size() - wanted.offset() < length) {
            file.close();
            turn.refuse(Problem.unavailable("the file is being changed", Duration.ofSeconds(1), null));
            return;
        }
        send(answer, file, length);
    }

    private void send(Response answer, FileChannel file, long length) throws IOException {
        var close = turn.mustClose();
        var head = HeadWriter.head(
                answer, new Framing.Length(length), close, turn.manners().isOld());
        var channel = turn.connection().channel();
        var headSize = head.readableBytes();
        channel.write(head);
        if (turn.manners().headOnly() || length == 0) {
            file.close();
            turn.finish(answer.status(), headSize, channel.writeAndFlush(Unpooled.EMPTY_BUFFER), !close);
        } else if (Transport.sendsFiles(channel)) {
            var sent = channel.writeAndFlush(new DefaultFileRegion(file, wanted.offset(), length));
            turn.finish(answer.status(), headSize + length, sent, !close);
        } else {
            copy(file, length);
            turn.finish(answer.status(), headSize + length, channel.writeAndFlush(Unpooled.EMPTY_BUFFER), !close);
        }
    }

    private void copy(FileChannel file, long length) throws IOException {
        try (file) {
            file.position(wanted.offset());
            var left = length;
            while (left > 0) {
                var part = java.nio.ByteBuffer.allocate((int) Math.min(left, PART));
                if (file.read(part) < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                turn.connection().awaitWritable();
                left -= part.position();
                turn.connection().channel().writeAndFlush(Unpooled.wrappedBuffer(part.flip()));
            }
        }
    }
}
