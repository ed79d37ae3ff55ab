package dev.holdfast.testkit;

import static dev.holdfast.testkit.Vector.framed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies whose length is said in a way that two readers could understand differently. */
class LengthVectorsTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Vector.draft());

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static Vector length(String value) {
        return framed("Content-Length:" + value, "Content-Length:" + value + "\r\n", 400);
    }

    private static Vector coding(String value, Integer... statuses) {
        return Vector.of(
                "Transfer-Encoding:" + value,
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:" + value + "\r\n\r\n0\r\n\r\n",
                statuses);
    }

    /** RFC 9112 section 6.2: Content-Length = 1*DIGIT, once. */
    static Stream<Vector> lengths() {
        return Stream.concat(
                Stream.of(
                                " +5",
                                " -1",
                                " -0",
                                " 0x5",
                                " 0o5",
                                " 1_0",
                                " 1 0",
                                "",
                                " ",
                                " five",
                                " 5, 6",
                                " 5,5",
                                " 5, 5",
                                " 5;",
                                " 5.0",
                                " \u0665",
                                " 99999999999999999999",
                                " 5\u000b",
                                " ,5")
                        .map(LengthVectorsTest::length),
                Stream.of(
                        framed("two that differ", "Content-Length: 5\r\nContent-Length: 6\r\n", 400),
                        framed("two alike", "Content-Length: 5\r\nContent-Length: 5\r\n", 400),
                        framed("space before the colon", "Content-Length : 5\r\n", 400),
                        framed("folded", "Content-Length:\r\n 5\r\n", 400),
                        framed("underscore", "Content_Length: 5\r\n", 400),
                        framed("Long.MAX", "Content-Length: 9223372036854775807\r\n", 413)));
    }

    /** RFC 9112 section 6.1: chunked is the last coding, once, and never beside a length or in HTTP/1.0. */
    static Stream<Vector> codings() {
        return Stream.of(
                coding(" chunked, gzip", 400),
                coding(" chunked, identity", 400),
                coding(" chunked, chunked", 400),
                coding(" chunked, xchunked", 400),
                coding(" xchunked", 501),
                coding(" gzip", 501),
                coding(" gzip, chunked", 501),
                coding(" identity", 501),
                coding("", 400),
                coding(" ,chunked", 400),
                coding(" chunked,", 400),
                coding(" \u000bchunked", 400),
                coding(" chunked\u000c", 400),
                coding(" chunked\0", 400),
                coding(" \"chunked\"", 400),
                coding(" chunked;q=1", 400),
                coding("\r\n chunked", 400),
                coding(" chunked\r\nTransfer-Encoding: chunked", 400),
                coding(" chunked\r\nTransfer-Encoding: xchunked", 400),
                coding(" gzip\r\nTransfer-Encoding: chunked", 400),
                coding(" gzip;q=1, chunked", 501),
                coding(" a b", 400),
                coding(" chunked\r\nTransfer-Encoding: identity", 400),
                coding(" chunked\r\nContent-Length: 5", 400),
                coding(" chunked\r\nContent-Length: 0", 400),
                Vector.of(
                        "length before coding",
                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                Vector.of(
                        "space before the colon of a coding",
                        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                        400),
                Vector.of(
                        "underscore in the name of a coding",
                        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer_Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                Vector.of(
                        "a coding in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                Vector.of(
                        "a coding and a length in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400));
    }

    /** A refusal does not know where the next request begins, so there is none. */
    static Stream<Vector> unread() {
        return Stream.of(
                framed("413 before the body", "Content-Length: 99999999\r\n", 413),
                framed("413 asked first", "Expect: 100-continue\r\nContent-Length: 99999999\r\n", 413),
                Vector.of("501 before the body", "BREW /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n\r\n", 501));
    }

    @ParameterizedTest
    @MethodSource({"lengths", "codings", "unread"})
    void a_length_that_is_not_plain_is_refused_once_and_closed(Vector vector) {
        vector.refusedAt(doors());
    }

    /** RFC 9112 section 6.2: these are 1*DIGIT. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "0005", "5 ", "\t5"})
    void a_length_in_plain_digits_is_taken(String value) {
        for (var door : doors()) {
            try (var connection = door.get()) {
                connection.send(
                        framed("plain", "Content-Length: " + value + "\r\n").bytes() + Vector.SMUGGLED);
                assertThat(connection.await(text -> text.contains("smuggled"))).contains("{\"echo\":\"abcde\"}");
            }
        }
    }

    /** RFC 9112 section 6.3: the body belongs to its request, whatever the method makes of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello",
                "HEAD /hello",
                "OPTIONS /hello",
                "GET /nowhere",
                "DELETE /hello",
                "POST /mine",
                "POST /nowhere"
            })
    void a_body_that_nobody_asked_for_is_never_a_request(String asked) {
        for (var door : doors()) {
            for (var more : List.of("", "Expect: 100-continue\r\n")) {
                try (var connection = door.get()) {
                    connection.send(asked + " HTTP/1.1\r\nHost: a\r\n" + more + "Content-Length: "
                            + Vector.SMUGGLED.length() + "\r\n\r\n" + Vector.SMUGGLED
                            + "GET /hello HTTP/1.1\r\nHost: last\r\nConnection: close\r\n\r\n");
                    assertThat(connection.awaitClose())
                            .doesNotContain("smuggled")
                            .endsWith("{\"host\":\"last\"}}");
                }
            }
        }
    }
}
