package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the page, as a browser asks for them. */
class PageTest {

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(FakeClock.atNoon());

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    private final TestClient visitor = BACKEND.inMemory();

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private String page() {
        return visitor.get("/").text();
    }

    /** The files the page names, and those they name in turn. */
    private Set<String> files() {
        var files = new LinkedHashSet<String>();
        var named = new ArrayDeque<>(found(REFERENCE, page()).toList());
        while (!named.isEmpty()) {
            var file = named.remove();
            if (files.add(file)) {
                found(IMPORT, visitor.get(file).text()).map("/page/"::concat).forEach(named::add);
            }
        }
        return files;
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static Map<String, String> policy(Reply reply) {
        var fields = reply.headers().all("Content-Security-Policy");
        assertThat(fields).hasSize(1);
        return Arrays.stream(fields.getFirst().split(";"))
                .map(directive -> directive.strip().split(" ", 2))
                .collect(Collectors.toMap(directive -> directive[0], directive -> directive[1]));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_page_is_open_to_everybody_and_asked_for_anew_each_time(TestClient client) {
        for (var method : List.of("GET", "HEAD")) {
            var reply = client.send(method, "/", null);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(reply.header("Cache-Control")).contains("public, no-cache");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.text().isEmpty()).isEqualTo(method.equals("HEAD"));
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoever_has_the_page_is_not_sent_it_again(TestClient client) {
        for (var path : List.of("/", "/page/app.js")) {
            var tag = client.get(path).header("ETag").orElseThrow();
            var again = client.with("If-None-Match", tag).get(path);

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(policy(again)).isEqualTo(policy(client.get(path)));
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void every_file_it_is_made_of_is_there_with_its_type(TestClient client) {
        var types = Map.of(
                "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");
        var files = files();

        assertThat(files).contains("/page/style.css", "/page/app.js", "/page/socket.js", "/page/wires.js");
        for (var file : files) {
            var reply = client.get(file);
            assertThat(reply.status()).as(file).isEqualTo(200);
            assertThat(reply.header("Content-Type"))
                    .as(file)
                    .contains(types.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "none"));
        }
    }

    @Test
    void its_policy_lets_in_what_comes_from_here_alone() {
        assertThat(policy(visitor.get("/")))
                .containsEntry("default-src", "'none'")
                .containsEntry("script-src", "'self'")
                .containsEntry("style-src", "'self'")
                .containsEntry("connect-src", "'self'")
                .containsEntry("frame-ancestors", "'none'")
                .doesNotContainKey("upgrade-insecure-requests");
    }

    @Test
    void nothing_in_it_is_what_its_policy_forbids() {
        assertThat(page())
                .doesNotContainIgnoringCase("<style")
                .doesNotContainPattern("(?i)<script(?![^>]* src=)")
                .doesNotContainPattern("(?i)\\s(style|on[a-z]+)\\s*=")
                .doesNotContainIgnoringCase("javascript:")
                .doesNotContainPattern("(?i)(src|href|action)=[\"'](?!/)(?!#)");
    }

    /** What people write is text: nothing in the scripts makes HTML, or code, of a string. */
    @Test
    void no_script_makes_html_of_text() {
        assertThat(files().stream().filter(file -> file.endsWith(".js")))
                .allSatisfy(
                        file -> assertThat(visitor.get(file).text())
                                .doesNotContainPattern(
                                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|alert\\("));
    }

    @Test
    void what_is_below_it_and_not_there_is_404_and_so_is_what_lives_nowhere() {
        for (var path :
                List.of("/page/none.js", "/page", "/page/", "/page/..%2fdb/migration/V1__users.sqlite.sql", "/x")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(visitor.post("/x", Map.of()).status()).isEqualTo(404);
        assertThat(visitor.post("/", Map.of()).status()).isEqualTo(405);
    }
}
