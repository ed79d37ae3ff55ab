package dev.holdfast.app;

import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Packs answers for clients that like it (RFC 9110 section 8.4): text of a kibibyte or more, and streams of it.
 *
 * <p>An answer that is packed has another tag than one that is not: a weak one. What was decided about secrets in packed answers is
 * docs/decisions/0013.
 */
final class Compression implements Middleware {

    private static final int SMALLEST = 1024;
    private static final int PART = 8192;
    private static final Headers VARY = Headers.NONE.with("Vary", "Accept-Encoding");

    private final Gzip gzip = new Gzip();
    private final GzipStreams streams = new GzipStreams();

    @Override
    public Handler around(Handler next) {
        return request -> answered(request, next.handle(request));
    }

    private Response answered(Request request, Response answer) {
        return switch (answer.body()) {
            case Body.Bytes(var content) -> bytes(request, answer, content);
            case Body.Stream(var writer) -> stream(request, answer, writer);
            case Body.FileOf file -> file(request, answer, file);
            case Body.Later(var deferred) ->
                answer.carrying(new Body.Later(deferred.then(late -> late(request, answer.headers(), late))));
            case Body.Empty _ -> answer.status() == 304 ? unchanged(request, answer) : answer;
            case Body.Json _, Body.Events _, Body.Upgrade _ -> answer;
        };
    }

    private Response late(Request request, Headers outer, Response answer) {
        return answer.body() instanceof Body.Bytes(var content) ? bytes(request, answer.over(outer), content) : answer;
    }

    private Response bytes(Request request, Response answer, byte[] content) {
        if (content.length < SMALLEST || !Packable.is(answer)) {
            return answer;
        }
        if (!isWanted(request)) {
            return varied(answer);
        }
        return gzip.packed(content)
                .map(packed -> told(answer).carrying(new Body.Bytes(packed)))
                .orElseGet(() -> varied(answer));
    }

    private Response stream(Request request, Response answer, Body.Writer writer) {
        if (!Packable.is(answer)) {
            return answer;
        }
        return isWanted(request) ? told(answer).carrying(new Body.Stream(streams.packing(writer))) : varied(answer);
    }

    private Response file(Request request, Response answer, Body.FileOf file) {
        if (!Packable.is(answer)) {
            return answer;
        }
        var size = size(file);
        if (size.isEmpty() || size.getAsLong() < SMALLEST) {
            return answer;
        }
        return isWanted(request) ? packedFile(answer, file, size.getAsLong()) : varied(answer);
    }

    private Response packedFile(Response answer, Body.FileOf file, long size) {
        Body.Finite packed = streams.packing(out -> copy(file, size, out))::write;
        return told(answer).carrying(new Body.Stream(packed));
    }

    /** A file that is not there is left to the server, which knows how to say so. */
    private static OptionalLong size(Body.FileOf file) {
        try {
            return file.length().isPresent() || !Files.isRegularFile(file.path())
                    ? file.length()
                    : OptionalLong.of(Files.size(file.path()) - file.offset());
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    private static void copy(Body.FileOf file, long size, OutputStream out) throws IOException {
        try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            channel.position(file.offset());
            var part = ByteBuffer.allocate(PART);
            for (var left = size; left > 0; left -= part.position()) {
                part.clear().limit((int) Math.min(PART, left));
                if (channel.read(part) < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                out.write(part.array(), 0, part.position());
            }
        }
    }

    /** Who can make a browser ask with its cookies, and see how long the answers are, could guess at what is in them. */
    private static boolean isWanted(Request request) {
        var asked = request.head().headers();
        return CodingPreference.isGzip(asked)
                && !(asked.has("Cookie")
                        && asked.first("Sec-Fetch-Site").orElse("").equals("cross-site"));
    }

    private static Response told(Response answer) {
        var packed = weakened(varied(answer)).header("Content-Encoding", "gzip");
        return packed.headers().has("Accept-Ranges") ? packed.header("Accept-Ranges", "none") : packed;
    }

    /** Whoever asked by a weak tag has the packed answer, and is told the tag of that one. */
    private static Response unchanged(Request request, Response answer) {
        var tag = answer.headers().first("ETag").orElse("");
        var known = request.header("If-None-Match").orElse("");
        return !tag.isEmpty() && known.contains("W/" + tag) ? weakened(varied(answer)) : answer;
    }

    private static Response weakened(Response answer) {
        var tag = answer.headers().first("ETag").orElse("");
        return tag.startsWith("\"") ? answer.header("ETag", "W/" + tag) : answer;
    }

    private static Response varied(Response answer) {
        return answer.headers().has("Vary") ? answer.and("Vary", "Accept-Encoding") : answer.over(VARY);
    }
}
