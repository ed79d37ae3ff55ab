package dev.holdfast.testkit;

import static dev.holdfast.testkit.Vector.chunks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies in chunks that two readers could cut differently (RFC 9112 section 7.1). */
class ChunkVectorsTest {

    private static final String END = "0\r\n\r\n";

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Vector.draft());

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static Vector size(String name, String line) {
        return chunks(name, line + "\r\nabcde\r\n" + END, 400);
    }

    /** chunk-size = 1*HEXDIG. */
    static Stream<Vector> sizes() {
        return Stream.of(
                size("0x5", "0x5"),
                size("+5", "+5"),
                size("-5", "-5"),
                size("5_0", "5_0"),
                size("empty", ""),
                size("no digit", "z"),
                size("a space first", " 5"),
                size("a space after", "5 "),
                size("a tab after", "5\t"),
                size("NUL", "5\0"),
                size("control byte", "5\1"),
                size("control byte first", "\0015"),
                size("overflow of int", "100000005"),
                size("overflow of int to a negative", "ffffffff"),
                size("overflow of long", "10000000000000005"),
                size("bare CR", "5\rx"),
                chunks("bare LF after the size", "5\nabcde\r\n" + END, 400));
    }

    /** chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ). */
    static Stream<Vector> extensions() {
        return Stream.of(
                size("bare semicolon", "5;"),
                size("bare semicolon at the end", "5;a;"),
                size("no name", "5;=b"),
                size("NUL in an extension", "5;a=\0"),
                size("control byte in an extension", "5;a=\1"),
                size("bare CR in an extension", "5;a\rb"),
                size("quote left open", "5;a=\"b"),
                size("64 KB of extension", "5;a=" + "b".repeat(65536)),
                chunks("bare LF in an extension", "5;a\nabcde\r\n" + END, 400),
                chunks("line end within quotes", "5;a=\"\r\nabcde\r\n" + END, 400));
    }

    /** Data ends where its size says, by CRLF. */
    static Stream<Vector> data() {
        return Stream.of(
                chunks("bare LF after the data", "5\r\nabcde\n" + END, 400),
                chunks("bare CR after the data", "5\r\nabcde\r" + END, 400),
                chunks("nothing after the data", "5\r\nabcde" + END, 400),
                chunks("data longer than the size", "5\r\nabcdefgh\r\n" + END, 400),
                chunks("data longer by what looks like a chunk", "5\r\nabcdeX\r\n5\r\nabcde\r\n" + END, 400));
    }

    /** RFC 9112 section 7.1.2: a trailer section is made of field lines. */
    static Stream<Vector> trailers() {
        return Stream.of(
                chunks("bare LF ends a trailer", "0\r\nX-A: b\n\r\n", 400),
                chunks("bare LF ends the trailers", "0\r\nX-A: b\r\n\n", 400),
                chunks("bare LF ends the body", "0\r\n\n", 400),
                chunks("bare CR in a trailer", "0\r\nX-A: b\rc\r\n\r\n", 400),
                chunks("NUL in a trailer", "0\r\nX-A: b\0\r\n\r\n", 400),
                chunks("space before the colon of a trailer", "0\r\nX-A : b\r\n\r\n", 400),
                chunks("a folded trailer", "0\r\nX-A: b\r\n c\r\n\r\n", 400),
                chunks("trailers that begin folded", "0\r\n c\r\n\r\n", 400),
                chunks("no colon in a trailer", "0\r\nX-A\r\n\r\n", 400),
                chunks("64 KB of trailer", "0\r\nX-A: " + "b".repeat(65536) + "\r\n\r\n", 400, 431));
    }

    @ParameterizedTest
    @MethodSource({"sizes", "extensions", "data", "trailers"})
    void chunks_that_are_not_plain_are_refused_once_and_closed(Vector vector) {
        vector.refusedAt(doors());
    }

    /** RFC 9110 section 6.5.1: what frames, routes or authenticates is not taken from behind. */
    @ParameterizedTest
    @MethodSource("doors")
    void trailers_are_not_fields_of_the_request(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("POST /field HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                    + "Authorization: Bearer ann\r\nContent-Type: text/plain\r\nHost: b\r\nContent-Length: 500\r\n"
                    + "Transfer-Encoding: gzip\r\n\r\n" + Vector.SMUGGLED);
            assertThat(connection.await(text -> text.contains("smuggled"))).contains("none|none|none|a");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void proper_chunks_are_taken_with_extensions_or_tiny(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send(chunks("proper", "5;a;b=c;d=\"e;\\\"f\"\r\nabcde\r\n000A\r\n0123456789\r\n" + END)
                            .bytes()
                    + Vector.SMUGGLED);
            assertThat(connection.await(text -> text.contains("smuggled"))).contains("abcde0123456789");
        }
        try (var connection = door.get()) {
            connection.send(chunks("tiny", "1\r\nx\r\n".repeat(5000) + END).bytes() + Vector.SMUGGLED);
            assertThat(connection.await(text -> text.contains("smuggled"))).contains("x".repeat(5000));
        }
    }

    /** Wherever the network cuts, the lines of the chunks are found again. */
    @ParameterizedTest
    @MethodSource("doors")
    void chunks_that_come_byte_by_byte_are_judged_alike(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var proper = chunks("proper", "5;a=\"; \"\r\n\r\n ;\n\r\n0000000003\r\n\r\n \r\n0\r\nX-A: b\r\n\r\n");
            slowly(connection, proper.bytes());
            assertThat(connection.await(text -> text.contains("echo"))).contains("{\"echo\":\"\\r\\n ;\\n\\r\\n \"}");
            slowly(
                    connection,
                    chunks("folded", "5\r\nabcde\r\n0\r\nX-A: b\r\n c").bytes());
            assertThat(connection.awaitClose()).contains("HTTP/1.1 400 ");
        }
    }

    private static void slowly(RawConnection connection, String text) {
        text.chars().forEach(character -> connection.send(String.valueOf((char) character)));
    }
}
