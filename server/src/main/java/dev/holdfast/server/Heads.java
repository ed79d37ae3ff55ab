package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import io.netty.handler.codec.http.HttpHeaderNames;
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

    /** What RFC 3986 section 3.2 calls host and port, less the marks that no name of a host has. */
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

    /** A transfer coding (RFC 9112 section 7) but for chunked with a parameter, which it does not have (section 7.1). */
    private static final Pattern CODING = Pattern.compile("(?!chunked\\s*;)[!#$%&'*+.^_`|~0-9a-z-]+(?:\\s*;.*)?");

    private Heads() {}

    /** Returns why a head is refused, where it is; its bytes were found proper before ({@link HeadBytes}). */
    static Optional<Problem> fault(HttpRequest head) {
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
        return hostFault(head)
                .or(() -> lengthFault(head))
                .or(() -> codingFault(head))
                .or(() -> targetFault(head));
    }

    /** The decoder gives up at a coding it does not know, and does not say so. */
    private static Problem undecoded(HttpRequest head) {
        return head.decoderResult().cause() instanceof Problem problem
                ? problem
                : codingFault(head)
                        .filter(fault -> fault.kind() == Kind.NOT_IMPLEMENTED)
                        .orElse(malformed("the request is not valid HTTP"));
    }

    private static Problem malformed(String why) {
        return new Problem(Kind.MALFORMED, why);
    }

    /** RFC 9112 section 3.2: exactly one Host in HTTP/1.1, and a valid one wherever there is one. */
    private static Optional<Problem> hostFault(HttpRequest head) {
        var hosts = head.headers().getAll(HttpHeaderNames.HOST);
        var needed = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (hosts.size() > 1 || (needed && hosts.isEmpty())) {
            return Optional.of(malformed("a request names exactly one Host"));
        }
        return hosts.isEmpty() || HOST.matcher(hosts.getFirst()).matches()
                ? Optional.empty()
                : Optional.of(malformed("Host is a name or an address, and perhaps a port"));
    }

    /** RFC 9112 section 6.2; with an underscore these fields look alike to programs that speak CGI, and to those only. */
    private static Optional<Problem> lengthFault(HttpRequest head) {
        if (head.headers().contains("Content_Length") || head.headers().contains("Transfer_Encoding")) {
            return Optional.of(malformed("the field that says the length of a body is written with a hyphen"));
        }
        var length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null || (!length.isEmpty() && length.chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                ? Optional.empty()
                : Optional.of(malformed("Content-Length is written in digits"));
    }

    /** RFC 9112 section 6.1: what is not known is 501, and what has no end that is sure is 400. */
    private static Optional<Problem> codingFault(HttpRequest head) {
        var fields = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.size() > 1 || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Optional.of(malformed("the length of the body is said in more than one way"));
        }
        if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(malformed("HTTP/1.0 has no transfer codings"));
        }
        var value = fields.getFirst().toLowerCase(Locale.ROOT);
        if (value.equals(CHUNKED)) {
            return Optional.empty();
        }
        var codings = Stream.of(value.split(",", -1)).map(String::strip).toList();
        return !codings.stream().allMatch(CODING.asMatchPredicate())
                        || codings.subList(0, codings.size() - 1).contains(CHUNKED)
                ? Optional.of(malformed("chunked is the last transfer coding, and each has a name"))
                : Optional.of(new Problem(Kind.NOT_IMPLEMENTED, "the only transfer coding known here is chunked"));
    }

    /** RFC 9112 section 3.2: a path, a whole address, or the asterisk of OPTIONS. */
    private static Optional<Problem> targetFault(HttpRequest head) {
        var target = head.uri();
        var isAsterisk = target.equals("*") && head.method().name().equals("OPTIONS");
        if (isAbsolute(target) && !HOST.matcher(authority(target)).matches()) {
            return Optional.of(malformed("the request target names no valid host"));
        }
        if (!isAsterisk && !target.startsWith("/") && !isAbsolute(target)) {
            return Optional.of(malformed("the request target must be a path"));
        }
        for (var index = 0; index < target.length(); index++) {
            if ("\"#<>\\^`{|}".indexOf(target.charAt(index)) >= 0) {
                return Optional.of(malformed("the request target has a character it may not have"));
            }
        }
        return escapeFault(target);
    }

    /** RFC 3986 section 2.1; a control byte in a path is no part of any name, whoever decodes it later. */
    private static Optional<Problem> escapeFault(String target) {
        var question = target.indexOf('?');
        var end = question < 0 ? target.length() : question;
        for (var index = target.indexOf('%'); index >= 0 && index < end; index = target.indexOf('%', index + 1)) {
            var high = index + 2 < end ? Character.digit(target.charAt(index + 1), 16) : -1;
            var low = index + 2 < end ? Character.digit(target.charAt(index + 2), 16) : -1;
            if (high == 0 && low == 0) {
                return Optional.of(malformed("the request target must not contain NUL characters"));
            }
            if (high < 2 || low < 0 || (high == 7 && low == 15)) {
                return Optional.of(malformed("the path has an escape it may not have"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAbsolute(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }

    private static String authority(String target) {
        return target.substring(authorityStart(target), authorityEnd(target));
    }

    private static int authorityStart(String target) {
        return target.indexOf("//") + 2;
    }

    private static int authorityEnd(String target) {
        for (var index = authorityStart(target); index < target.length(); index++) {
            if (target.charAt(index) == '/' || target.charAt(index) == '?') {
                return index;
            }
        }
        return target.length();
    }

    /**
     * Returns the head as the program sees it; of a refused one, what can be said about it. A host in the target wins over the
     * field (RFC 9112 section 3.2.2).
     */
    static Request.Head read(HttpRequest head, InetAddress client, boolean isRefused) {
        var method = Method.named(head.method().name()).orElse(Method.GET);
        if (isRefused) {
            return new Request.Head(method, NO_PATH, "", Headers.NONE, client);
        }
        var isAbsolute = isAbsolute(head.uri());
        var target = isAbsolute ? relative(head.uri()) : head.uri();
        var question = target.indexOf('?');
        return new Request.Head(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                isAbsolute ? fields(head).with("Host", authority(head.uri())) : fields(head),
                client);
    }

    private static String relative(String target) {
        var rest = target.substring(authorityEnd(target));
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static Headers fields(HttpRequest head) {
        var fields = Headers.NONE;
        for (var field : head.headers()) {
            fields = fields.and(field.getKey(), field.getValue());
        }
        return fields;
    }
}
