package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.util.Optional;

/** Reads the head of a request, and says what is wrong with it (RFC 9112 section 3). */
final class Heads {

    private static final String NO_PATH = "/";

    private Heads() {}

    /** Returns why a head is refused, where it is. */
    static Optional<Problem> fault(HttpRequest head, Limits limits) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(undecodable(head.decoderResult().cause()));
        }
        var version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(new Problem(Kind.VERSION_NOT_SUPPORTED, "HTTP/1.1 is spoken here"));
        }
        if (Method.named(head.method().name()).isEmpty()) {
            return Optional.of(new Problem(Kind.NOT_IMPLEMENTED, "the method is not known here"));
        }
        if (head.headers().size() > limits.headerCount()) {
            return Optional.of(new Problem(
                    Kind.HEADERS_TOO_LARGE, "a request has at most " + limits.headerCount() + " header fields"));
        }
        return hostFault(head).or(() -> codingFault(head)).or(() -> targetFault(head));
    }

    private static Problem undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> new Problem(Kind.TARGET_TOO_LONG, "the request line is too long");
            case TooLongHttpHeaderException _ -> new Problem(Kind.HEADERS_TOO_LARGE, "the header fields are too large");
            default -> new Problem(Kind.MALFORMED, "the request is not valid HTTP");
        };
    }

    /** RFC 9112 section 3.2: exactly one Host in HTTP/1.1. */
    private static Optional<Problem> hostFault(HttpRequest head) {
        var hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        var needed = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        return hosts > 1 || (needed && hosts == 0)
                ? Optional.of(new Problem(Kind.MALFORMED, "a request names exactly one Host"))
                : Optional.empty();
    }

    private static Optional<Problem> codingFault(HttpRequest head) {
        var codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (codings.size() > 1 || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Optional.of(new Problem(Kind.MALFORMED, "the length of the body is said in more than one way"));
        }
        return codings.getFirst().equalsIgnoreCase("chunked")
                ? Optional.empty()
                : Optional.of(new Problem(Kind.NOT_IMPLEMENTED, "the only transfer coding known here is chunked"));
    }

    private static Optional<Problem> targetFault(HttpRequest head) {
        var target = head.uri();
        var isAsterisk = target.equals("*") && head.method().name().equals("OPTIONS");
        if (!isAsterisk && !target.startsWith("/") && !isAbsolute(target)) {
            return Optional.of(new Problem(Kind.MALFORMED, "the request target must be a path"));
        }
        for (var index = 0; index < target.length(); index++) {
            var character = target.charAt(index);
            if (character <= ' ' || character >= 0x7F || "\"#<>\\^`{|}".indexOf(character) >= 0) {
                return Optional.of(new Problem(Kind.MALFORMED, "the request target has a character it may not have"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAbsolute(String target) {
        return target.startsWith("http://") || target.startsWith("https://");
    }

    /** Returns the head as the program sees it; of a refused one, what can be said about it. */
    static Request.Head read(HttpRequest head, InetAddress client, boolean isRefused) {
        var method = Method.named(head.method().name()).orElse(Method.GET);
        if (isRefused) {
            return new Request.Head(method, NO_PATH, "", Headers.NONE, client);
        }
        var target = head.uri();
        if (isAbsolute(target)) {
            var slash = target.indexOf('/', target.indexOf("//") + 2);
            target = slash < 0 ? "/" : target.substring(slash);
        }
        var question = target.indexOf('?');
        return new Request.Head(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                fields(head),
                client);
    }

    private static Headers fields(HttpRequest head) {
        var fields = Headers.NONE;
        for (var field : head.headers()) {
            fields = fields.and(field.getKey(), field.getValue());
        }
        return fields;
    }
}
