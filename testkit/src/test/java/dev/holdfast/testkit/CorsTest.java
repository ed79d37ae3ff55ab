package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Cors;
import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may read (Fetch Standard, section 3.2). */
class CorsTest {

    static final String SHOP = "https://shop.example.com";

    @RegisterExtension
    static final Backend CLOSED = Backend.of(_ -> draft());

    @RegisterExtension
    static final Backend OPEN = Backend.of(_ -> draft().openTo(Cors.of(List.of(SHOP, "http://localhost:5173"))));

    private static AppDraft draft() {
        return App.serving(group(
                "/",
                get("/n")
                        .open()
                        .returns(String.class)
                        .to(_ -> Response.ok("n", "1").header("Vary", "Accept")),
                get("/later").open().returns(String.class).to(_ -> later())));
    }

    private static Response later() {
        var deferred = new Deferred();
        deferred.complete(Response.ok("n", "long ".repeat(1_000)).header("Vary", "Accept"));
        return Response.of(200, new Body.Later(deferred));
    }

    private static Reply preflight(Backend backend, String origin) {
        return backend.inMemory()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization, content-type")
                .send("OPTIONS", "/n", null);
    }

    private static List<String> corsFields(Reply reply) {
        var found = new java.util.ArrayList<String>();
        reply.headers().forEach((name, value) -> {
            if (name.startsWith("Access-Control-")) {
                found.add(name);
            }
        });
        return found;
    }

    @Test
    void T2_without_a_word_no_page_of_another_origin_may_read_anything() {
        assertThat(corsFields(CLOSED.inMemory().with("Origin", SHOP).get("/n"))).isEmpty();
        assertThat(corsFields(preflight(CLOSED, SHOP))).isEmpty();
    }

    @Test
    void a_page_of_a_named_origin_reads_answers_and_errors_alike() {
        for (var path : List.of("/n", "/nothing")) {
            var reply = OPEN.inMemory().with("Origin", SHOP).get(path);

            assertThat(reply.header("Access-Control-Allow-Origin")).contains(SHOP);
            assertThat(reply.header("Access-Control-Allow-Credentials")).contains("true");
            assertThat(reply.headers().all("Vary")).contains("Origin");
        }
        assertThat(OPEN.inMemory().with("Origin", SHOP).get("/n").headers().all("Vary"))
                .containsExactly("Accept", "Origin");
    }

    @Test
    void T2_what_comes_later_and_packed_says_that_it_depends_on_the_origin_all_the_same() {
        for (var client : OPEN.bothDoors()) {
            var reply =
                    client.with("Accept-Encoding", "gzip").with("Origin", SHOP).get("/later");

            assertThat(reply.header("Access-Control-Allow-Origin")).contains(SHOP);
            assertThat(reply.header("Content-Encoding")).contains("gzip");
            assertThat(reply.headers().all("Vary")).containsExactlyInAnyOrder("Accept", "Accept-Encoding", "Origin");
        }
    }

    @Test
    void T2_a_named_origin_is_told_beforehand_what_it_may_ask_and_may_remember_it() {
        var reply = preflight(OPEN, "http://localhost:5173");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("http://localhost:5173");
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("GET, HEAD, POST, PUT, PATCH, DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("authorization, content-type");
        assertThat(reply.header("Access-Control-Max-Age")).contains("600");
        assertThat(reply.header("X-Request-Id")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://shop.example.com",
                "https://shop.example.com.evil.com",
                "https://evil.com/shop.example.com",
                "https://shop.example.com:444",
                "https://SHOP.example.com",
                "https://shop.example.comx",
                "https://xshop.example.com",
                "https://shop.example.com/",
                "*",
            })
    void T2_an_origin_that_only_looks_like_a_named_one_reads_nothing(String origin) {
        var reply = OPEN.inMemory().with("Origin", origin).get("/n");

        assertThat(corsFields(reply)).isEmpty();
        assertThat(reply.headers().all("Vary")).contains("Origin");
        assertThat(corsFields(preflight(OPEN, origin))).isEmpty();
    }

    @Test
    void I9_hostile_field_names_are_not_given_back() {
        var client = OPEN.inMemory().with("Origin", SHOP).with("Access-Control-Request-Method", "GET");
        for (var names : List.of("a;b", "x".repeat(65), "a,".repeat(40) + "a", "é")) {
            var reply = client.with("Access-Control-Request-Headers", names).send("OPTIONS", "/n", null);
            assertThat(reply.header("Access-Control-Allow-Headers")).as(names).isEmpty();
        }
    }

    @Test
    void T2_the_star_and_what_is_no_origin_are_refused_at_the_start() {
        assertThatThrownBy(() -> Cors.of(List.of("*"))).hasMessageContaining("name the origins");
        for (var text : List.of(
                "shop.example.com", "https://shop.example.com/", "https://Shop.example.com", "ftp://a", "null", "")) {
            assertThatThrownBy(() -> new Cors(Set.of(text), false)).hasMessageContaining("is no origin");
        }
    }
}
