package dev.holdfast.testkit;

import static dev.holdfast.testkit.Vector.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.Limits;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads that are not proper HTTP, byte by byte. */
class HeadVectorsTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Vector.draft());

    private static final String REST = " HTTP/1.1\r\nHost: a\r\n\r\n";

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static Vector line(String name, String line, Integer... statuses) {
        return Vector.of(name, line + "\r\nHost: a\r\n\r\n", statuses);
    }

    private static Vector target(String name, String target) {
        return Vector.of(name, "GET " + target + REST, 400);
    }

    private static Vector host(String name, String host) {
        return Vector.of(name, "GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400);
    }

    /** RFC 9112 section 2.2: only empty lines may come before a request line, and lines end in CRLF. */
    static Stream<Vector> lines() {
        return Stream.of(
                Vector.of("control bytes first", "\0\1\2GET /hello" + REST, 400),
                Vector.of("a space first", " GET /hello" + REST, 400),
                Vector.of("a tab first", "\tGET /hello" + REST, 400),
                Vector.of("a bare LF first", "\nGET /hello" + REST, 400),
                Vector.of("a bare CR first", "\rGET /hello" + REST, 400),
                Vector.of("a TLS hello", "\u0016\3\1\0\u00c8\1\0\0\u00c4\3\3", 400),
                Vector.of("CR alone ends the lines", "GET /hello HTTP/1.1\rHost: a\r\r", 400),
                Vector.of("LF alone ends the lines", "GET /hello HTTP/1.1\nHost: a\n\n", 400),
                Vector.of("CR alone within the head", "GET /hello HTTP/1.1\r\nHost: a\rX-A: b\r\n\r\n", 400),
                Vector.of("CR twice", "GET /hello HTTP/1.1\r\r\nHost: a\r\n\r\n", 400),
                Vector.of("LF alone ends the head", "GET /hello HTTP/1.1\r\nHost: a\r\n\n", 400));
    }

    /** RFC 9112 section 3: method SP request-target SP HTTP-version. */
    static Stream<Vector> requestLines() {
        return Stream.of(
                line("tab as separator", "GET\t/hello\tHTTP/1.1", 400),
                line("two spaces", "GET  /hello HTTP/1.1", 400),
                line("a space at the end", "GET /hello HTTP/1.1 ", 400),
                line("a space in the target", "GET /hel lo HTTP/1.1", 400),
                line("no target", "GET HTTP/1.1", 400),
                line("no method", "/hello HTTP/1.1", 400),
                line("HTTP/0.9", "GET /hello", 400),
                line("HTTP/0.9 with a version", "GET /hello HTTP/0.9", 505),
                line("HTTP/1.2", "GET /hello HTTP/1.2", 505),
                line("HTTP/2.0", "GET /hello HTTP/2.0", 505),
                line("HTTP/11.1", "GET /hello HTTP/11.1", 400),
                line("HTTP/1", "GET /hello HTTP/1", 400),
                line("HTTP/1.1x", "GET /hello HTTP/1.1x", 400),
                line("lower-case version", "GET /hello http/1.1", 400),
                line("another protocol", "GET /hello ICY/1.1", 400),
                line("lower-case method", "get /hello HTTP/1.1", 501),
                line("a method that is no token", "G(T /hello HTTP/1.1", 400),
                Vector.of("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
                line("64 KB method", "G".repeat(65536) + " /hello HTTP/1.1", 414),
                line("64 KB target", "GET /" + "x".repeat(65536) + " HTTP/1.1", 414));
    }

    /** RFC 9112 section 3.2 and RFC 3986: the characters and the forms of a target. */
    static Stream<Vector> targets() {
        return Stream.of(
                target("NUL", "/hel\0lo"),
                target("control byte", "/hel\1lo"),
                target("DEL", "/hel\u007flo"),
                target("non-ASCII", "/hell\u00c3\u00b6"),
                target("overlong UTF-8", "/\u00c0\u00af"),
                target("fragment", "/hello#x"),
                target("backslash", "/hello\\x"),
                target("%00", "/hello%00"),
                target("%0d%0a", "/hello%0d%0aX:y"),
                target("%7f", "/hello%7F"),
                target("half an escape", "/hello%4"),
                target("half an escape before a query", "/hello%4?a=b"),
                target("an escape that is none", "/hello%zz"),
                target("no slash", "hello"),
                target("asterisk with GET", "*"),
                target("authority form with GET", "a:80"),
                target("absolute form without a host", "http:///hello"),
                target("absolute form with userinfo", "http://u:p@a/hello"),
                target("absolute form without a host and with a query", "http://?q"),
                target("another scheme", "ftp://a/hello"));
    }

    /** RFC 9112 section 3.2: exactly one Host, with a valid value. */
    static Stream<Vector> hosts() {
        return Stream.of(
                Vector.of("no Host", "GET /hello HTTP/1.1\r\n\r\n", 400),
                Vector.of("two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Vector.of("the same Host twice", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
                Vector.of("two Hosts in HTTP/1.0", "GET /hello HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                host("empty", ""),
                host("userinfo", "user@a"),
                host("path", "a/b"),
                host("query", "a?b"),
                host("list", "a, b"),
                host("space", "a b"),
                host("port that is none", "a:x"),
                host("port too long", "a:123456"),
                host("bracket left open", "[::1"),
                host("non-ASCII", "\u00e4"),
                host("NUL", "a\0b"));
    }

    /** RFC 9112 section 5 and RFC 9110 section 5: names are tokens, values have no control bytes. */
    static Stream<Vector> fieldLines() {
        return Stream.of(
                fields("space before the colon", "X-A : b\r\n", 400),
                fields("tab before the colon", "X-A\t: b\r\n", 400),
                fields("folded", "X-A: b\r\n c\r\n", 400),
                fields("folded by a tab", "X-A: b\r\n\tc\r\n", 400),
                Vector.of("first field begins with a space", "GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", 400),
                fields("no name", ": b\r\n", 400),
                fields("no colon", "X-A\r\n", 400),
                fields("space in the name", "X A: b\r\n", 400),
                fields("NUL in the name", "X\0A: b\r\n", 400),
                fields("non-ASCII in the name", "X-\u00e4: b\r\n", 400),
                fields("bracket in the name", "X[A]: b\r\n", 400),
                fields("NUL in the value", "X-A: b\0c\r\n", 400),
                fields("BEL in the value", "X-A: b\7c\r\n", 400),
                fields("VT in the value", "X-A: b\u000bc\r\n", 400),
                fields("DEL in the value", "X-A: b\u007fc\r\n", 400),
                fields("CR in the value", "X-A: b\rc\r\n", 400),
                fields("64 KB value", "X-A: " + "b".repeat(65536) + "\r\n", 431),
                fields("64 KB name", "b".repeat(65536) + ": b\r\n", 431),
                fields("10 000 fields", "X: 1\r\n".repeat(10_000), 431));
    }

    @ParameterizedTest
    @MethodSource({"lines", "requestLines", "targets", "hosts", "fieldLines"})
    void T1_a_head_that_is_not_proper_is_refused_once_and_closed(Vector vector) {
        vector.refusedAt(doors());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_head_that_comes_byte_by_byte_is_judged_alike(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            slowly(connection, "\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.await(text -> text.contains("host"))).startsWith("HTTP/1.1 200 ");
            slowly(connection, "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c");
            assertThat(connection.awaitClose()).contains("HTTP/1.1 400 ");
        }
    }

    /** Framing is sound here, so that the program answers and the connection goes on. */
    @ParameterizedTest
    @MethodSource("doors")
    void an_escape_that_is_no_text_is_400_and_hides_no_request(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("GET /%c0%af" + REST + Vector.SMUGGLED);
            assertThat(connection.awaitClose()).startsWith("HTTP/1.1 400 ").contains("{\"smuggled\":");
        }
    }

    /** The two that read a head count alike, or the answer would depend on which of them is asked. */
    @ParameterizedTest
    @MethodSource("doors")
    void a_head_as_long_as_the_limits_is_taken_and_one_byte_more_is_not(Supplier<RawConnection> door) {
        var limits = Limits.standard();
        var query = "q".repeat(limits.requestLine() - "GET /hello? HTTP/1.1".length());
        var value = "v".repeat(limits.headerBytes() - "Host: aConnection: closeX: ".length());
        var fields = "\r\nHost: a\r\nConnection: close\r\nX: ";
        for (var vector : List.of(
                Vector.of("fits", "GET /hello?" + query + " HTTP/1.1" + fields + value, 200),
                Vector.of("line too long", "GET /hello?" + query + "q HTTP/1.1" + fields + value, 414),
                Vector.of("fields too long", "GET /hello?" + query + " HTTP/1.1" + fields + value + "v", 431))) {
            try (var connection = door.get()) {
                var answer = connection.send(vector.bytes() + "\r\n\r\n").awaitClose();
                assertThat(Integer.parseInt(answer.substring(9, 12)))
                        .as(vector.name())
                        .isIn(vector.statuses());
            }
        }
    }

    private static void slowly(RawConnection connection, String text) {
        text.chars().forEach(character -> connection.send(String.valueOf((char) character)));
    }

    /** RFC 9112 section 3.2.2: what the target names counts, and the Host beside it does not. */
    @ParameterizedTest
    @MethodSource("doors")
    void a_target_that_names_a_host_wins_over_the_field(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("GET http://b:81/hello HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.await(text -> text.contains("host"))).contains("{\"host\":\"b:81\"}");
        }
        try (var connection = door.get()) {
            connection.send("GET http://b HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.await(text -> text.contains("root"))).contains("{\"root\":\"b|none\"}");
        }
    }

    /** RFC 9110 sections 4.2.1 and 4.2.3: the path of an address may be empty, and the slash is meant then. */
    @ParameterizedTest
    @MethodSource("doors")
    void a_target_of_a_host_and_a_query_asks_for_the_root(Supplier<RawConnection> door) {
        for (var target : List.of("http://b?q=1", "http://b/?q=1", "HTTP://b?q=1", "https://b?q=1")) {
            try (var connection = door.get()) {
                connection.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(connection.await(text -> text.contains("root")))
                        .as(target)
                        .contains("{\"root\":\"b|1\"}");
            }
        }
    }
}
