package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every answer tells a browser. */
class SecurityHeadersTest {

    /** The defaults of helmet 8, byte by byte. */
    static final Map<String, String> HELMET = Map.ofEntries(
            Map.entry(
                    "Content-Security-Policy",
                    "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';"
                            + "img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';"
                            + "style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-DNS-Prefetch-Control", "off"),
            Map.entry("X-Download-Options", "noopen"),
            Map.entry("X-Frame-Options", "SAMEORIGIN"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
            Map.entry("X-XSS-Protection", "0"));

    static final Map<String, String> STRICT = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    static final Set<String> TECHNICAL =
            Set.of("content-type", "content-length", "date", "x-request-id", "connection", "allow");

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        var page = "<p>hello".getBytes(StandardCharsets.UTF_8);
        return App.serving(group(
                "/",
                get("/page")
                        .open()
                        .returns(byte[].class)
                        .to(_ -> Response.bytes(200, "text/html; charset=utf-8", page)),
                get("/json").open().returns(String.class).to(_ -> Response.ok("n", "1")),
                get("/own")
                        .open()
                        .returns(String.class)
                        .to(_ -> Response.ok("n", "1").header("Cache-Control", "max-age=5")),
                post("/fails").open().rawBody().to(_ -> Response.created("no\nplace", "n", "1"))));
    }

    private static Map<String, String> told(Reply reply) {
        var told = new LinkedHashMap<String, String>();
        reply.headers().forEach((name, value) -> {
            if (!TECHNICAL.contains(name.toLowerCase(Locale.ROOT))) {
                assertThat(told.put(name, value)).as(name + " is told once").isNull();
            }
        });
        return told;
    }

    @Test
    void T1_a_page_carries_the_set_of_helmet() {
        assertThat(told(BACKEND.inMemory().get("/page"))).containsExactlyInAnyOrderEntriesOf(HELMET);
    }

    @Test
    void T1_everything_else_carries_a_stricter_set_whatever_its_status() {
        var client = BACKEND.inMemory();
        var replies = List.of(
                client.get("/json"),
                client.get("/nothing"),
                client.put("/json", "{}"),
                client.send("OPTIONS", "/json", null),
                client.send("HEAD", "/json", null),
                client.post("/fails", "x"),
                client.post("/fails", "x".repeat(10_241)),
                client.get("/" + "x".repeat(8_192)),
                client.with("X-Long", "x".repeat(16_384)).get("/json"));

        assertThat(replies.stream().map(Reply::status)).containsExactly(200, 404, 405, 204, 200, 500, 413, 414, 431);
        for (var reply : replies) {
            assertThat(told(reply)).as(reply.toString()).containsExactlyInAnyOrderEntriesOf(STRICT);
        }
    }

    @Test
    void E7_no_answer_says_what_has_made_it() {
        for (var client : BACKEND.bothDoors()) {
            for (var reply : List.of(client.get("/page"), client.get("/nothing"), client.post("/fails", "x"))) {
                for (var name : List.of("Server", "X-Powered-By", "Via", "X-Runtime")) {
                    assertThat(reply.header(name)).as(name + " of " + reply).isEmpty();
                }
            }
        }
    }

    @Test
    void T7_a_request_in_the_clear_is_answered_and_sent_nowhere_else() {
        for (var proto : List.of("http", "https")) {
            var reply = BACKEND.inMemory().with("X-Forwarded-Proto", proto).get("/json");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Location")).isEmpty();
        }
    }

    @Test
    void what_an_answer_says_itself_stays() {
        assertThat(BACKEND.inMemory().get("/own").headers().all("Cache-Control"))
                .containsExactly("max-age=5");
    }
}
