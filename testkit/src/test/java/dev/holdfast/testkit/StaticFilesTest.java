package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Caller;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.files.StaticFiles;
import dev.holdfast.http.Body;
import dev.holdfast.http.Response;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a folder and of a jar, the same at both doors, and nothing besides. */
class StaticFilesTest {

    static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06Z");
    static final String MODIFIED_TEXT = "Tue, 03 Feb 2026 04:05:06 GMT";
    static final int LARGE = 64 * 1024 * 1024;
    static Path folder = Path.of("");

    private static final String POLICY = "default-src 'none'";

    @RegisterExtension
    static final Backend BACKEND = Backend.of(StaticFilesTest::draft);

    private static AppDraft draft(Path base) {
        try {
            return draft(base, Files.createDirectories(base.resolve("public")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static AppDraft draft(Path base, Path open) throws IOException {
        folder = open;
        write(base.resolve("secret.txt"), "secret");
        write(base.resolve("public-too/secret.txt"), "secret");
        write(open.resolve("digits.txt"), "0123456789");
        write(open.resolve("empty.txt"), "");
        write(open.resolve("index.html"), "<p>root");
        write(open.resolve("docs/index.html"), "<p>docs");
        write(open.resolve("plain/a b.css"), "p{}");
        write(open.resolve("js/app.3f9a2c.js"), "1");
        write(open.resolve("unknown.abc"), "?");
        write(open.resolve(".env"), "secret");
        write(open.resolve("plain/.git/config"), "secret");
        Files.createSymbolicLink(open.resolve("out.txt"), base.resolve("secret.txt"));
        Files.createSymbolicLink(open.resolve("out"), base);
        Files.createSymbolicLink(open.resolve("env.txt"), open.resolve(".env"));
        Files.createSymbolicLink(open.resolve("loop"), open.resolve("loop"));
        Files.createSymbolicLink(open.resolve("inside.txt"), open.resolve("digits.txt"));
        var files = StaticFiles.in(open);
        return App.serving(group(
                        "/",
                        files.open().immutable(name -> name.startsWith("js/")).at("/assets"),
                        files.open().withIndex().fresh(Duration.ofMinutes(5)).at("/site"),
                        files.at("/mine"),
                        files.open().header("Content-Security-Policy", POLICY).at("/", "docs/index.html"),
                        StaticFiles.packedWith(Test.class, "META-INF").open().at("/jar"),
                        StaticFiles.packedWith(StaticFilesTest.class, "dev/holdfast")
                                .open()
                                .at("/classes"),
                        get("/too-short")
                                .open()
                                .returns(byte[].class)
                                .to(_ -> Response.of(
                                        200, new Body.FileOf(open.resolve("digits.txt"), 5, OptionalLong.of(6))))))
                .authenticatedBy(request -> request.header("Authorization").isPresent()
                        ? new Caller.User("ann", java.util.Set.of())
                        : new Caller.Visitor());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_file_says_what_it_is_and_which_state_of_it(TestClient client) {
        for (var method : List.of("GET", "HEAD")) {
            var reply = client.send(method, "/assets/digits.txt", null);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(method.equals("GET") ? "0123456789" : "");
            assertThat(reply.header("Content-Length")).contains("10");
            assertThat(reply.header("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(reply.header("Last-Modified")).contains(MODIFIED_TEXT);
            assertThat(reply.header("Accept-Ranges")).contains("bytes");
            assertThat(reply.headers().all("Cache-Control")).containsExactly("public, no-cache");
            assertThat(reply.header("ETag").orElseThrow()).startsWith("\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/plain/a%20b.css, text/css; charset=utf-8",
        "/assets/unknown.abc, application/octet-stream",
        "/assets/empty.txt, text/plain; charset=utf-8",
        "/assets/inside.txt, text/plain; charset=utf-8",
        "/assets/out/public/digits.txt, text/plain; charset=utf-8",
        "/jar/LICENSE.md, text/markdown; charset=utf-8",
        "/classes/testkit/StaticFilesTest.class, application/octet-stream",
    })
    void a_file_is_found_by_its_name(String target, String type) {
        for (var client : clients()) {
            var reply = client.get(target);
            assertThat(reply.status()).as(target).isEqualTo(200);
            assertThat(reply.header("Content-Type")).contains(type);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../secret.txt",
                "/assets/%2e%2e/secret.txt",
                "/assets/..%2fsecret.txt",
                "/assets/%2E%2E%2Fsecret.txt",
                "/assets/plain/../../secret.txt",
                "/assets/plain/..%5c..%5csecret.txt",
                "/assets/..\\secret.txt",
                "/assets/%252e%252e/secret.txt",
                "/assets/../public-too/secret.txt",
                "/assets//secret.txt",
                "/assets/%2fsecret.txt",
                "/assets/%00",
                "/assets/digits.txt%00.css",
                "/assets/digits.txt%0a",
                "/assets/digits.txt/",
                "/assets/digits.txt/.",
                "/assets/digits.txt::$DATA",
                "/assets/out.txt",
                "/assets/out/secret.txt",
                "/assets/loop",
                "/assets/.env",
                "/assets/%2eenv",
                "/assets/env.txt",
                "/assets/plain/.git/config",
                "/assets/plain",
                "/assets/plain/",
                "/assets/",
                "/assets",
                "/assets/%c0%ae%c0%ae/secret.txt",
                "/site/plain/",
                "/site/../secret.txt",
                "/site//",
                "/jar/../org/junit/jupiter/api/Test.class",
                "/jar",
                "/jar/",
                "/jar/nothing",
                "/jar/maven",
            })
    void I8_nothing_else_is_sent(String target) {
        for (var client : clients()) {
            var reply = client.get(target);
            assertThat(reply.status()).as(target).isIn(400, 404);
            assertThat(reply.json().has("code")).isTrue();
            assertThat(reply.text()).doesNotContain("secret\"");
        }
    }

    @Test
    void a_name_longer_than_any_is_nothing_and_other_methods_are_not_understood() {
        assertThat(BACKEND.overSocket().get("/assets/" + "x".repeat(300)).status())
                .isEqualTo(404);
        assertThat(BACKEND.overSocket()
                        .get("/assets/" + "x/".repeat(3000) + "y")
                        .status())
                .isEqualTo(404);
        assertThat(BACKEND.overSocket().delete("/assets/digits.txt").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void who_has_the_state_already_is_sent_nothing(TestClient client) {
        var tag = client.get("/assets/digits.txt").header("ETag").orElseThrow();
        for (var asking : List.of(
                client.with("If-None-Match", tag),
                client.with("If-None-Match", "\"x\", W/" + tag),
                client.with("If-None-Match", tag).with("Range", "bytes=0-1"),
                client.with("If-Modified-Since", MODIFIED_TEXT))) {
            var reply = asking.get("/assets/digits.txt");
            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.content()).isEmpty();
            assertThat(reply.header("ETag").orElseThrow()).endsWith(tag);
            assertThat(reply.headers().all("Cache-Control")).containsExactly("public, no-cache");
        }
        assertThat(client.with("If-None-Match", "\"other\"")
                        .with("If-Modified-Since", MODIFIED_TEXT)
                        .get("/assets/digits.txt")
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "\"other\"")
                        .get("/assets/digits.txt")
                        .textAt("/code"))
                .isEqualTo("precondition_failed");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void one_file_stands_under_a_path_of_its_own_and_says_what_it_was_told(TestClient client) {
        var reply = client.get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("<p>docs");
        assertThat(reply.headers().all("Content-Security-Policy")).containsExactly(POLICY);
        var again =
                client.with("If-None-Match", reply.header("ETag").orElseThrow()).get("/");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.headers().all("Content-Security-Policy")).containsExactly(POLICY);
        assertThat(client.get("/docs/index.html").status()).isEqualTo(404);
        assertThat(client.post("/nowhere", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.html", "docs", "", ".env", "../secret.txt"})
    void what_is_no_file_stands_under_no_path(String name) {
        assertThatThrownBy(() -> StaticFiles.in(folder).at("/", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no file \"" + name + "\"");
    }

    /** A browser keeps what a 304 told it: the set for everything else would forbid a page its own scripts. */
    @Test
    void a_page_that_has_not_changed_keeps_the_headers_of_a_page() {
        var client = BACKEND.inMemory();
        var page = client.get("/site/");
        var again =
                client.with("If-None-Match", page.header("ETag").orElseThrow()).get("/site/");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Content-Security-Policy"))
                .isIn(Optional.empty(), page.header("Content-Security-Policy"));
    }

    @Test
    void a_file_that_has_just_changed_has_a_weak_tag() throws IOException {
        Files.writeString(folder.resolve("young.txt"), "young");
        Files.setLastModifiedTime(
                folder.resolve("young.txt"), FileTime.from(Instant.now().plusSeconds(60)));
        var client = BACKEND.inMemory();
        var tag = client.get("/assets/young.txt").header("ETag").orElseThrow();

        assertThat(tag).startsWith("W/");
        assertThat(client.with("Range", "bytes=0-1")
                        .with("If-Range", tag)
                        .get("/assets/young.txt")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0 | 0 | bytes 0-0/10",
                "bytes=2-4 | 234 | bytes 2-4/10",
                "bytes=7- | 789 | bytes 7-9/10",
                "bytes=7-100 | 789 | bytes 7-9/10",
                "bytes=-3 | 789 | bytes 7-9/10",
                "bytes=-100 | 0123456789 | bytes 0-9/10",
                "BYTES=9-9 | 9 | bytes 9-9/10",
                "bytes=0-999999999999999999 | 0123456789 | bytes 0-9/10",
            })
    void a_part_is_sent_as_a_part(String range, String content, String told) {
        for (var client : clients()) {
            var reply = client.with("Range", range).get("/assets/digits.txt");
            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.text()).isEqualTo(content);
            assertThat(reply.header("Content-Range")).contains(told);
            assertThat(reply.header("ETag").orElseThrow()).startsWith("\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,3-4",
                "bytes=0-,0-,0-,0-",
                "bytes=4-2",
                "bytes=-",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes = 0-1",
                "bytes=0-1;",
                "bytes=+1-2",
                "bytes=0-9999999999999999999999999",
                "bytes=99999999999999999999999-",
                "items=0-1",
                "0-1",
            })
    void what_is_not_one_range_gets_the_whole_file(String range) {
        assertWhole(BACKEND.inMemory().with("Range", range).get("/assets/digits.txt"));
    }

    @Test
    void ten_thousand_ranges_cost_no_more_than_the_file() {
        assertWhole(BACKEND.overSocket()
                .with("Range", "bytes=" + "0-,".repeat(4_000) + "0-")
                .get("/assets/digits.txt"));
    }

    private static void assertWhole(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("0123456789");
        assertThat(reply.header("Content-Range")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/digits.txt, bytes=10-, 10",
        "/assets/digits.txt, bytes=-0, 10",
        "/assets/empty.txt, bytes=0-, 0"
    })
    void a_part_that_is_not_there_is_416_with_the_length(String target, String range, String length) {
        for (var client : clients()) {
            var reply = client.with("Range", range).get(target);
            assertThat(reply.status()).isEqualTo(416);
            assertThat(reply.textAt("/code")).isEqualTo("range_not_satisfiable");
            assertThat(reply.header("Content-Range")).contains("bytes */" + length);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_part_of_another_state_is_the_whole(TestClient client) {
        var tag = client.get("/assets/digits.txt").header("ETag").orElseThrow();
        var part = client.with("Range", "bytes=0-1");

        assertThat(part.with("If-Range", tag).get("/assets/digits.txt").status())
                .isEqualTo(206);
        assertWhole(part.with("If-Range", "\"other\"").get("/assets/digits.txt"));
        assertWhole(part.with("If-Range", "W/" + tag).get("/assets/digits.txt"));
        assertWhole(part.with("If-Range", MODIFIED_TEXT).get("/assets/digits.txt"));
        assertThat(part.send("HEAD", "/assets/digits.txt", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_part_of_a_file_in_a_jar_is_a_part(TestClient client) {
        var whole = client.get("/jar/LICENSE.md").text();
        assertThat(client.with("Range", "bytes=3-9").get("/jar/LICENSE.md").text())
                .isEqualTo(whole.substring(3, 10));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void I10_a_folder_answers_with_its_index_where_that_was_asked_for(TestClient client) {
        assertThat(client.get("/site/").text()).isEqualTo("<p>root");
        assertThat(client.get("/site/docs/").text()).isEqualTo("<p>docs");
        assertThat(client.get("/site/docs").status()).isEqualTo(308);
        assertThat(client.get("/site/docs").header("Location")).contains("/site/docs/");
        for (var elsewhere :
                List.of("//evil.example/site/docs", "/site//docs", "/site/%2F%2Fevil.example", "/site/%5Cdocs")) {
            assertThat(client.get(elsewhere).header("Location")).as(elsewhere).isEmpty();
        }
        assertThat(client.with("Host", "evil.example").get("/site/docs").header("Location"))
                .contains("/site/docs/");
        assertThat(client.get("/assets/docs/").status()).isEqualTo(404);
        assertThat(client.get("/assets/docs").status()).isEqualTo(404);
        assertThat(client.get("/site/").headers().all("Cache-Control")).containsExactly("public, max-age=300");
    }

    @Test
    void files_are_closed_unless_opened_and_then_kept_by_their_reader_alone() {
        var client = BACKEND.inMemory();
        assertThat(client.get("/mine/digits.txt").status()).isEqualTo(401);
        assertThat(client.bearing("ann").get("/mine/digits.txt").header("Cache-Control"))
                .contains("private, no-cache");
        assertThat(client.get("/assets/js/app.3f9a2c.js").header("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_file_too_short_for_its_part_is_refused_before_its_head_is_sent(TestClient client) {
        assertThat(client.get("/too-short").textAt("/code")).isEqualTo("unavailable");
    }

    /** Over a socket only: memory has no window that fills. */
    @Test
    void a_file_that_becomes_shorter_while_it_is_sent_breaks_the_connection_off() throws IOException {
        var file = folder.resolve("large.bin");
        try (var large = new RandomAccessFile(file.toFile(), "rw");
                var connection = BACKEND.rawOverSocket()) {
            large.setLength(LARGE);
            connection
                    .send(
                            "GET /assets/large.bin HTTP/1.1\r\nHost: a\r\n\r\nGET /assets/digits.txt HTTP/1.1\r\nHost: a\r\n\r\n")
                    .await(text -> text.contains("\r\n\r\n"));
            connection.stopReading();
            large.setLength(1000);
            var received = connection.startReading().awaitClose();

            assertThat(received).contains("Content-Length: " + LARGE).doesNotContain("0123456789");
            assertThat(received.length()).isLessThan(LARGE);
        }
    }

    @Test
    void a_folder_that_is_not_there_is_refused_at_the_start() {
        assertThatThrownBy(() -> StaticFiles.in(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no folder ");
        assertThatThrownBy(() -> StaticFiles.in(folder.resolve("digits.txt"))).hasMessageContaining("not a folder: ");
        assertThatThrownBy(() -> StaticFiles.packedWith(Test.class, "none")).hasMessageContaining("no folder none");
        assertThatThrownBy(() -> StaticFiles.packedWith(Test.class, "../x"))
                .hasMessageContaining("not the name of a folder");
    }
}
