package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.files.StaticFiles;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are packed, for whom, and what is told about it. */
class CompressionTest {

    static final Semaphore NEXT = new Semaphore(0);
    static final String LONG = "long ".repeat(1_000);

    @RegisterExtension
    static final Backend BACKEND = Backend.of(CompressionTest::draft);

    private static AppDraft draft(Path folder) {
        try {
            Files.writeString(folder.resolve("long.txt"), LONG);
            Files.writeString(folder.resolve("short.txt"), "short");
            Files.write(folder.resolve("noise.txt"), noise(1_000_000));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return App.serving(group(
                "/",
                get("/text/{length}")
                        .open()
                        .returns(byte[].class)
                        .to(request -> Response.text("a".repeat(request.path("length", Integer::parseInt)))),
                get("/json").open().returns(String.class).to(_ -> Response.ok("text", LONG)),
                get("/tagged").open().returns(byte[].class).returns(304).to(CompressionTest::tagged),
                get("/stream").open().returns(byte[].class).to(_ -> stream()),
                get("/broken").open().returns(byte[].class).to(_ -> broken()),
                get("/later").open().returns(String.class).to(_ -> later()),
                get("/none").open().returns(204).to(_ -> Response.noContent()),
                StaticFiles.in(folder).open().at("/files"),
                never()));
    }

    private static dev.holdfast.routing.Routes never() {
        var text = LONG.getBytes(StandardCharsets.UTF_8);
        var noise = noise(2_000);
        return group(
                "/never",
                get("/encoded")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.text(LONG).header("Content-Encoding", "br")),
                get("/fixed")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.text(LONG).header("Cache-Control", "max-age=5, No-Transform")),
                get("/image").open().returns(byte[].class).to(_ -> Response.bytes(200, "image/png", text)),
                get("/untyped").open().returns(byte[].class).to(_ -> Response.of(200, new Body.Bytes(text))),
                get("/part").open().returns(206, byte[].class).to(_ -> Response.bytes(206, "text/plain", text)),
                get("/noise").open().returns(byte[].class).to(_ -> Response.bytes(200, "text/plain", noise)),
                get("/events")
                        .open()
                        .returns(Body.Event.class)
                        .to(_ -> Response.of(
                                200,
                                new Body.Events(
                                        sink -> sink.send(new Body.Event("", "", LONG)), Duration.ofMinutes(1)))));
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static Response tagged(Request request) {
        var tag = EntityTag.strong("v1");
        return Preconditions.evaluate(request, tag) instanceof Preconditions.Outcome.NotModified
                ? Response.of(304, new Body.Empty()).header("ETag", tag.toString())
                : Response.text(LONG).header("ETag", tag.toString());
    }

    private static Response stream() {
        return Response.of(200, new Body.Stream(out -> {
                    out.write("first".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    NEXT.acquire();
                    out.write(LONG.getBytes(StandardCharsets.UTF_8));
                    out.close();
                }))
                .header("Content-Type", "text/plain");
    }

    private static Response broken() {
        return Response.of(200, new Body.Stream(out -> {
                    out.write("first".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IllegalStateException("broken in the middle");
                }))
                .header("Content-Type", "text/plain");
    }

    private static Response later() {
        var deferred = new Deferred();
        Thread.startVirtualThread(() -> deferred.complete(Response.ok("text", LONG)));
        return Response.of(200, new Body.Later(deferred));
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors().stream()
                .map(client -> client.with("Accept-Encoding", "gzip, deflate, br"))
                .toList();
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    private static String unpacked(Reply reply) {
        assertThat(reply.header("Content-Encoding")).as(reply.toString()).contains("gzip");
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(reply.content()))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void assertPlain(Reply reply) {
        assertThat(reply.header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_kibibyte_is_packed_and_a_byte_less_is_not(TestClient client) {
        assertThat(unpacked(client.get("/text/1024"))).isEqualTo("a".repeat(1024));
        assertThat(client.get("/text/1024").content()).hasSizeLessThan(100);
        assertPlain(client.get("/text/1023"));
        assertThat(client.get("/text/1023").header("Vary")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void every_kind_of_body_arrives_as_it_was(TestClient client) {
        NEXT.release(1);
        assertThat(unpacked(client.get("/json"))).contains(LONG);
        assertThat(unpacked(client.get("/later"))).contains(LONG);
        assertThat(unpacked(client.get("/stream"))).isEqualTo("first" + LONG);
        assertThat(unpacked(client.get("/files/long.txt"))).isEqualTo(LONG);
        assertPlain(client.get("/files/short.txt"));
        assertPlain(client.get("/none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encoded", "fixed", "image", "untyped", "part", "noise", "events"})
    void what_is_packed_already_or_may_not_be_changed_stays(String name) {
        for (var client : clients()) {
            var reply = client.get("/never/" + name);
            assertThat(reply.header("Content-Encoding").orElse("")).isNotEqualTo("gzip");
            assertThat(reply.content()).hasSizeGreaterThanOrEqualTo(2_000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP | true",
                "x-gzip | true",
                "* | true",
                "br, gzip;q=0.001 | true",
                "gzip;q=1.000 | true",
                "gzip ; q=0.5, identity;q=0.4 | true",
                "gzip;q=0.5, identity;q=0.5 | true",
                ",, ,gzip | true",
                "identity;q=0, * | true",
                "'' | false",
                "br | false",
                "gzip;q=0 | false",
                "gzip;q=0.000 | false",
                "*;q=0 | false",
                "*, gzip;q=0 | false",
                "identity | false",
                "identity;q=0 | false",
                "identity, gzip;q=0.9 | false",
                "gzip;q=abc | false",
                "gzip;q=2 | false",
                "gzip;q=-1 | false",
                "gzip;q=0.00001 | false",
                "gzip;x=1 | false",
                "gzippy | false",
            })
    void the_client_says_what_it_likes(String accepted, boolean packed) {
        var reply = BACKEND.inMemory().with("Accept-Encoding", accepted).get("/text/1024");

        assertThat(reply.header("Content-Encoding").isPresent()).isEqualTo(packed);
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void thousands_of_codings_are_read_like_one() {
        var reply = BACKEND.inMemory()
                .with("Accept-Encoding", "br,".repeat(5_000) + "gzip")
                .get("/text/1024");
        assertThat(unpacked(reply)).hasSize(1024);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_packed_answer_has_another_tag(TestClient client) {
        assertThat(client.get("/tagged").header("ETag")).contains("W/\"v1\"");
        assertThat(client.with("Accept-Encoding", "br").get("/tagged").header("ETag"))
                .contains("\"v1\"");

        var unchanged = client.with("If-None-Match", "W/\"v1\"").get("/tagged");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("ETag")).contains("W/\"v1\"");
        assertThat(unchanged.header("Vary")).contains("Accept-Encoding");
        assertThat(client.with("If-None-Match", "\"v1\"").get("/tagged").header("ETag"))
                .contains("\"v1\"");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_part_of_a_file_is_not_packed_and_a_packed_file_has_no_parts(TestClient client) {
        assertThat(client.get("/files/long.txt").header("Accept-Ranges")).contains("none");
        var part = client.with("Range", "bytes=5-8").get("/files/long.txt");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("long");
        assertPlain(part);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void head_is_told_what_get_would_be(TestClient client) {
        var head = client.send("HEAD", "/tagged", null);
        var get = client.get("/tagged");

        assertThat(head.content()).isEmpty();
        for (var field : List.of("Content-Encoding", "Content-Length", "ETag", "Vary", "Content-Type")) {
            assertThat(head.header(field)).as(field).isPresent().isEqualTo(get.header(field));
        }
        assertThat(client.send("HEAD", "/files/long.txt", null).header("Content-Encoding"))
                .contains("gzip");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void answers_that_other_sites_can_ask_for_with_cookies_are_not_packed(TestClient client) {
        var elsewhere = client.with("Sec-Fetch-Site", "cross-site");
        assertPlain(elsewhere.with("Cookie", "a=b").get("/json"));
        assertThat(unpacked(elsewhere.get("/json"))).contains(LONG);
        assertThat(unpacked(client.with("Sec-Fetch-Site", "same-origin")
                        .with("Cookie", "a=b")
                        .get("/json")))
                .contains(LONG);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void what_a_stream_flushes_arrives_before_the_rest_is_made(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            connection.send("GET /stream HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
            connection.await(text ->
                    text.contains("Content-Encoding: gzip") && inflated(text).equals("first"));
            NEXT.release();
            connection.await(
                    text -> text.endsWith("0\r\n\r\n") && inflated(text).equals("first" + LONG));
        }
    }

    @Test
    void a_client_that_stops_sending_gets_the_whole_of_a_packed_file() {
        try (var connection = BACKEND.rawOverSocket()) {
            var received = connection
                    .send("GET /files/noise.txt HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
                    .stopSending()
                    .awaitClose();
            assertThat(received).contains("Content-Encoding: gzip").endsWith("\r\n0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_stream_that_breaks_is_left_unfinished(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var received = connection
                    .send("GET /broken HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
                    .awaitClose();
            assertThat(inflated(received)).isEqualTo("first");
            assertThat(received).doesNotContain("\r\n0\r\n\r\n");
        }
    }

    /** What can be read of a chunked answer in gzip so far. */
    private static String inflated(String received) {
        var packed = new StringBuilder();
        var at = received.indexOf("\r\n\r\n") + 4;
        while (at > 3 && received.indexOf("\r\n", at) > 0) {
            var line = received.indexOf("\r\n", at);
            var end = Math.min(received.length(), line + 2 + Integer.parseInt(received.substring(at, line), 16));
            packed.append(received, line + 2, end);
            at = end + 2;
        }
        var inflater = new Inflater(true);
        try {
            var bytes = packed.toString().getBytes(StandardCharsets.ISO_8859_1);
            inflater.setInput(bytes, Math.min(10, bytes.length), Math.max(0, bytes.length - 10));
            var room = new byte[100_000];
            return new String(room, 0, inflater.inflate(room), StandardCharsets.UTF_8);
        } catch (java.util.zip.DataFormatException failure) {
            throw new AssertionError(failure);
        } finally {
            inflater.end();
        }
    }

    @Test
    void a_program_may_leave_its_answers_as_they_are() {
        try (var backend = Backend.started(folder -> draft(folder).compressing(false))) {
            assertPlain(backend.inMemory().with("Accept-Encoding", "gzip").get("/json"));
        }
    }
}
