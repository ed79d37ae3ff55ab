package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bytes that are not proper HTTP, and the statuses that may answer them.
 *
 * @param bytes characters stand for bytes (ISO 8859-1)
 */
record Vector(String name, String bytes, Set<Integer> statuses) {

    /** What follows every vector: a request that must never be seen. */
    static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    record Asked(Optional<String> q) {}

    private static final AtomicInteger SMUGGLED_IN = new AtomicInteger();

    static AppDraft draft() {
        return App.serving(group(
                        "/",
                        get("/hello")
                                .open()
                                .returns(String.class)
                                .to(request -> Response.ok(
                                        "host", request.header("Host").orElse("none"))),
                        get("/").open()
                                .query(Asked.class)
                                .returns(String.class)
                                .to((request, asked) -> Response.ok(
                                        "root",
                                        request.header("Host").orElse("") + "|"
                                                + asked.q().orElse("none"))),
                        get("/smuggled")
                                .open()
                                .returns(Integer.class)
                                .to(_ -> Response.ok("smuggled", SMUGGLED_IN.incrementAndGet())),
                        post("/echo")
                                .open()
                                .rawBody()
                                .returns(String.class)
                                .to(request -> Response.ok(
                                        "echo", new String(request.content(), StandardCharsets.ISO_8859_1))),
                        post("/mine").rawBody().returns(String.class).to(_ -> Response.ok("mine", "")),
                        post("/field")
                                .open()
                                .rawBody()
                                .returns(String.class)
                                .to(request -> Response.ok(
                                        "field",
                                        Stream.of("Authorization", "Content-Length", "Content-Type", "Host")
                                                .map(name ->
                                                        request.header(name).orElse("none"))
                                                .collect(Collectors.joining("|"))))))
                .authenticatedBy(_ -> new Caller.Visitor())
                .within(Limits.standard().times(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    static Vector of(String name, String bytes, Integer... statuses) {
        return new Vector(name, bytes, new TreeSet<>(Arrays.asList(statuses)));
    }

    /** A request whose fields are proper but for the ones given, each with its line ending. */
    static Vector fields(String name, String lines, Integer... statuses) {
        return of(name, "GET /hello HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n", statuses);
    }

    /** A request with a body of five bytes, framed by the fields given. */
    static Vector framed(String name, String lines, Integer... statuses) {
        return of(name, "POST /echo HTTP/1.1\r\nHost: a\r\n" + lines + "\r\nabcde", statuses);
    }

    /** A request in chunks. */
    static Vector chunks(String name, String body, Integer... statuses) {
        return of(name, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body, statuses);
    }

    /** Sends the bytes and a request after them: one answer comes, in the one shape, and the connection is closed. */
    void refusedAt(List<Supplier<RawConnection>> doors) {
        for (var door : doors) {
            var before = SMUGGLED_IN.get();
            try (var connection = door.get()) {
                var answer = connection.send(bytes + SMUGGLED).awaitClose();
                assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as(answer).hasSize(2);
                assertThat(Integer.parseInt(answer.substring(9, 12))).as(answer).isIn(statuses);
                assertThat(answer)
                        .contains("\"status\":\"error\"", "\"code\":\"", "X-Request-Id: ", "Connection: close\r\n")
                        .contains("X-Content-Type-Options: nosniff\r\n", "Content-Type: application/json");
            }
            assertThat(SMUGGLED_IN.get()).as("the second request was seen").isEqualTo(before);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
