package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the head of a request, and says what is wrong with it (RFC 9112 section 3). */
final class Heads {

    private static final String NO_PATH = "/";
    private static final String CHUNKED = "chunked";
    private static final String HOST = "Host";
    private static final String LENGTH = "Content-Length";
    private static final String CODING = "Transfer-Encoding";

    /** A transfer coding (RFC 9112 section 7) but for chunked with a parameter, which it does not have (section 7.1). */
    private static final Pattern CODING_NAME = Pattern.compile("(?!chunked\\s*;)[!#$%&'*+.^_`|~0-9a-z-]+(?:\\s*;.*)?");

    private Heads() {}

    /** Returns why a head is refused, where it is; its bytes were found proper before ({@link HeadBytes}). */
    static Optional<Problem> fault(HttpRequest head, Headers fields) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(undecoded(head));
        }
        var version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(new Problem(Kind.VERSION_NOT_SUPPORTED, "HTTP/1.1 is spoken here"));
        }
        if (Method.named(head.method().name()).isEmpty()) {
            return Optional.of(new Problem(Kind.NOT_IMPLEMENTED, "the method is not known here"));
        }
        var isOld = version.equals(HttpVersion.HTTP_1_0);
        return hostFault(fields, isOld)
                .or(() -> lengthFault(fields))
                .or(() -> codingFault(fields, isOld))
                .or(() -> Targets.fault(head.uri(), head.method().name()));
    }

    /** The decoder gives up at a coding it does not know, and does not say so. */
    private static Problem undecoded(HttpRequest head) {
        return head.decoderResult().cause() instanceof Problem problem
                ? problem
                : Optional.ofNullable(head.headers().get(CODING))
                        .flatMap(value -> codingFault(value.toLowerCase(Locale.ROOT)))
                        .filter(fault -> fault.kind() == Kind.NOT_IMPLEMENTED)
                        .orElse(malformed("the request is not valid HTTP"));
    }

    static Problem malformed(String why) {
        return new Problem(Kind.MALFORMED, why);
    }

    /** RFC 9112 section 3.2: exactly one Host in HTTP/1.1, and a valid one wherever there is one. */
    private static Optional<Problem> hostFault(Headers fields, boolean isOld) {
        var hosts = fields.all(HOST);
        if (hosts.size() > 1 || (!isOld && hosts.isEmpty())) {
            return Optional.of(malformed("a request names exactly one Host"));
        }
        return hosts.isEmpty() || Targets.isHost(hosts.getFirst())
                ? Optional.empty()
                : Optional.of(malformed("Host is a name or an address, and perhaps a port"));
    }

    /** RFC 9112 section 6.2; with an underscore these fields look alike to programs that speak CGI, and to those only. */
    private static Optional<Problem> lengthFault(Headers fields) {
        if (fields.has("Content_Length") || fields.has("Transfer_Encoding")) {
            return Optional.of(malformed("the field that says the length of a body is written with a hyphen"));
        }
        return fields.first(LENGTH)
                .filter(length -> length.isEmpty() || !length.chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                .map(_ -> malformed("Content-Length is written in digits"));
    }

    /** RFC 9112 section 6.1: what is not known is 501, and what has no end that is sure is 400. */
    private static Optional<Problem> codingFault(Headers fields, boolean isOld) {
        if (!fields.has(CODING)) {
            return Optional.empty();
        }
        var codings = fields.all(CODING);
        if (codings.size() > 1 || fields.has(LENGTH)) {
            return Optional.of(malformed("the length of the body is said in more than one way"));
        }
        if (isOld) {
            return Optional.of(malformed("HTTP/1.0 has no transfer codings"));
        }
        return codingFault(codings.getFirst().toLowerCase(Locale.ROOT));
    }

    private static Optional<Problem> codingFault(String value) {
        if (value.equals(CHUNKED)) {
            return Optional.empty();
        }
        var codings = Stream.of(value.split(",", -1)).map(String::strip).toList();
        return !codings.stream().allMatch(CODING_NAME.asMatchPredicate())
                        || codings.subList(0, codings.size() - 1).contains(CHUNKED)
                ? Optional.of(malformed("chunked is the last transfer coding, and each has a name"))
                : Optional.of(new Problem(Kind.NOT_IMPLEMENTED, "the only transfer coding known here is chunked"));
    }

    /**
     * Returns the head as the program sees it; of a refused one, what can be said about it. A host in the target wins over the
     * field (RFC 9112 section 3.2.2).
     */
    static Request.Head read(HttpRequest head, Headers fields, InetAddress client, boolean isRefused) {
        var method = Method.named(head.method().name()).orElse(Method.GET);
        if (isRefused) {
            return new Request.Head(method, NO_PATH, "", Headers.NONE, client);
        }
        var isAbsolute = Targets.isAbsolute(head.uri());
        var target = isAbsolute ? Targets.relative(head.uri()) : head.uri();
        var question = target.indexOf('?');
        return new Request.Head(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                isAbsolute ? fields.with(HOST, Targets.authority(head.uri())) : fields,
                client);
    }

    /** Returns the fields of a head; of one that is not valid HTTP, none. */
    static Headers fields(HttpRequest head) {
        var fields = Headers.NONE;
        if (head.decoderResult().isSuccess()) {
            for (var field : head.headers()) {
                fields = fields.and(field.getKey(), field.getValue());
            }
        }
        return fields;
    }
}
