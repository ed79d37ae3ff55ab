package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server takes from outside, and how it refuses one more: the same at both doors. */
class HttpLimitsTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Program.draft());

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static void refuses(Supplier<RawConnection> door, String request, int status, String code) {
        try (var connection = door.get()) {
            var answer = connection.send(request).awaitClose();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer).contains("\"status\":\"error\"").contains("\"code\":\"" + code + "\"");
            assertThat(answer).contains("X-Request-Id: ").contains("Connection: close");
            assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_body_one_byte_too_long_is_413_whether_announced_or_not(Supplier<RawConnection> door) {
        var fits = "x".repeat(10 * 1024);
        try (var connection = door.get()) {
            var answer = connection
                    .send("POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                            + fits.length() + "\r\n\r\n" + fits)
                    .await(text -> text.contains("\r\n\r\n"));
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
        refuses(door, "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 10241\r\n\r\n", 413, "content_too_large");
        refuses(
                door,
                "POST /things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2801\r\n" + fits + "x\r\n",
                413,
                "content_too_large");
        refuses(
                door,
                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n",
                413,
                "content_too_large");
    }

    /** Over a socket only: it is the system that throws away what was not read. */
    @Test
    void a_client_that_goes_on_sending_can_still_read_why_it_was_refused() throws Exception {
        for (var round = 0; round < 20; round++) {
            try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), BACKEND.port())) {
                var out = socket.getOutputStream();
                out.write("POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                out.write(new byte[1_000_000]);
                var answer = new String(
                        socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(answer).startsWith("HTTP/1.1 413 ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_route_may_take_more_and_then_counts_for_itself(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var answer = connection
                    .send("POST /large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n"
                            + "x".repeat(100_000) + "\r\n0\r\n\r\n")
                    .await(text -> text.contains("size"));
            assertThat(answer).contains("{\"size\":100000}");
        }
        refuses(door, "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n", 413, "content_too_large");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_head_too_long_is_414_or_431(Supplier<RawConnection> door) {
        refuses(door, "GET /" + "x".repeat(8 * 1024) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri_too_long");
        refuses(
                door,
                "GET /hello HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(16 * 1024) + "\r\n\r\n",
                431,
                "headers_too_large");
        refuses(
                door,
                "GET /hello HTTP/1.1\r\nHost: a\r\n" + "X-Many: 1\r\n".repeat(100) + "\r\n",
                431,
                "headers_too_large");
    }

    @Test
    void a_head_at_the_limit_is_taken() {
        try (var connection = BACKEND.rawInMemory()) {
            var answer = connection
                    .send("GET /hello HTTP/1.1\r\nHost: a\r\n" + "X-Many: 1\r\n".repeat(99) + "\r\n")
                    .await(text -> text.contains("Ann"));
            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /hello HTTP/1.1\\r\\n\\r\\n | 400",
                "GET /hello HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /hello HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n | 400",
                "GET hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /hello#x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /h\\\\ello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET /hello HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505",
                "GET /hello HTTP/1.2\\r\\nHost: a\\r\\n\\r\\n | 505",
                "BREW /hello HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 501",
                "POST /things HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | 400",
                "POST /things HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n | 400",
                "POST /things HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n | 400",
            })
    void what_is_not_proper_http_is_refused_in_the_one_shape_and_closed(String request, int status) {
        var bytes = request.replace("\\r\\n", "\r\n").replace("\\\\", "\\");
        for (var door : doors()) {
            try (var connection = door.get()) {
                var answer = connection.send(bytes).awaitClose();
                assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
                assertThat(answer).contains("\"status\":\"error\"").contains("X-Request-Id: ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_head_that_never_ends_is_408(Supplier<RawConnection> door) {
        refuses(door, "GET /hello HTTP/1.1\r\nHost:", 408, "request_timeout");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_body_that_never_ends_is_408(Supplier<RawConnection> door) {
        refuses(door, "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 408, "request_timeout");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_client_that_asks_first_is_told_to_continue_or_not_to(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("POST /large HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            connection.await(text -> text.equals("HTTP/1.1 100 Continue\r\n\r\n"));
            assertThat(connection.send("abc").await(text -> text.contains("size")))
                    .contains("{\"size\":3}");
        }
        refuses(
                door,
                "POST /large HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100001\r\n\r\n",
                413,
                "content_too_large");
    }
}
