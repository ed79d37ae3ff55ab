package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Response;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sends a file. */
final class FileAnswer {

    private final Turn turn;
    private final Path path;

    FileAnswer(Turn turn, Path path) {
        this.turn = turn;
        this.path = path;
    }

    void send(Response answer) throws Exception {
        if (!Files.isRegularFile(path)) {
            turn.refuse(new Problem(
                    Kind.MISSING, "nothing lives at " + turn.request().path()));
            return;
        }
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException failure) {
            turn.app().telemetry().failed("opening " + path, failure);
            turn.refuse(new Problem(Kind.INTERNAL, "something went wrong here; it has been noted"));
            return;
        }
        var size = file.size();
        var close = turn.mustClose();
        var head = HeadWriter.head(
                answer, new Framing.Length(size), close, turn.manners().isOld());
        var channel = turn.connection().channel();
        var headSize = head.readableBytes();
        channel.write(head);
        if (turn.manners().headOnly()) {
            file.close();
            turn.finish(answer.status(), headSize, channel.writeAndFlush(Unpooled.EMPTY_BUFFER), !close);
        } else if (Transport.sendsFiles(channel)) {
            var sent = channel.writeAndFlush(new DefaultFileRegion(file, 0, size));
            turn.finish(answer.status(), headSize + size, sent, !close);
        } else {
            copy(file, size);
            turn.finish(answer.status(), headSize + size, channel.writeAndFlush(Unpooled.EMPTY_BUFFER), !close);
        }
    }

    private void copy(FileChannel file, long size) throws IOException {
        try (file) {
            var left = size;
            while (left > 0) {
                var part = java.nio.ByteBuffer.allocate((int) Math.min(left, 8192));
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
