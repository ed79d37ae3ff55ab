package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that was written to be more than text. */
class HostileTextTest {

    /** Long enough that what goes back over it again and again would take hours. */
    private static final int LONG = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(FakeClock.atNoon());

    private final TestClient visitor = BACKEND.inMemory();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":{\"$gt\":\"\"},\"password\":{\"$gt\":\"\"}}",
                "{\"email\":{\"$ne\":null},\"password\":\"x\"}",
                "{\"email\":[\"root@example.com\"],\"password\":{\"$regex\":\".*\"}}",
                "{\"$where\":\"1\",\"email\":\"root@example.com\",\"password\":\"12345678\"}",
                "{\"email\":\"root@example.com\",\"password\":\"12345678\",\"user.role\":\"ADMIN\"}",
            })
    void I1_an_operator_in_place_of_a_text_signs_nobody_in(String body) {
        assertThat(visitor.post("/api/v1/auth/login", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "'; DROP TABLE users; --", "%", "_", "\\", "$where", "{\"$gt\":\"\"}", ".*"})
    void I2_text_that_means_something_to_a_database_finds_what_holds_it_and_no_more(String text) {
        var admin = visitor.signedIn("root@example.com", Fixture.PASSWORD);
        var query = "/api/v1/users?search=" + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);

        assertThat(admin.get(query).at("/data/users")).isEmpty();
        assertThat(admin.get("/api/v1/users").at("/data/users")).isNotEmpty();
    }

    @Test
    void I7_text_made_to_be_slow_to_judge_is_judged_at_once() {
        for (var text : List.of(
                "a".repeat(LONG) + "@",
                "a@" + "a.".repeat(LONG / 2),
                "a.".repeat(LONG / 2) + "@a",
                "@".repeat(LONG),
                " ".repeat(LONG) + "x",
                "\"" + "\\ ".repeat(LONG / 4) + "@a.b")) {
            assertTimeoutPreemptively(PATIENCE, () -> {
                var user = new HashMap<>(Fixture.newUser("Ann"));
                user.put("email", text + text);
                assertThat(visitor.post("/api/v1/users", user).status()).isEqualTo(400);
                var field = text.strip();
                var _ = visitor.with("Accept", field)
                        .with("Accept-Encoding", field)
                        .with("Origin", field)
                        .with("If-None-Match", field)
                        .with("X-Forwarded-For", field)
                        .with("Cookie", field)
                        .get("/api/v1/products");
            });
        }
    }

    @Test
    void I13_a_script_is_stored_as_it_was_written_and_comes_back_as_data() {
        var name = "<script>alert('&amp;\"')</script>";
        var user = new HashMap<>(Fixture.newUser("u" + System.nanoTime()));
        user.put("name", name);

        var reply = visitor.post("/api/v1/users", user);

        assertThat(reply.textAt("/data/user/name")).isEqualTo(name);
        assertThat(reply.header("Content-Type")).contains("application/json");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void T8_what_belongs_to_somebody_is_kept_by_no_cache() {
        var ann = Somebody.at(BACKEND);
        var login = Somebody.login(visitor, ann.email(), Fixture.PASSWORD);
        var me = ann.client().get("/api/v1/users/me");
        var refused = visitor.get("/api/v1/users/me");

        for (var reply : List.of(login, me, refused, ann.client().get("/api/v1/auth/sessions"))) {
            assertThat(reply.headers().all("Cache-Control"))
                    .as(reply.toString())
                    .containsExactly("no-store");
        }
    }

    @Test
    void L6_no_page_is_larger_than_a_hundred_and_no_offset_is_understood() {
        for (var query : List.of("limit=1000000", "limit=-1", "offset=1000000", "page=1000000", "skip=1")) {
            assertThat(visitor.get("/api/v1/products?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void I3_a_name_that_is_there_twice_is_refused_and_a_query_is_no_body() {
        assertThat(visitor.get("/api/v1/products?limit=1&limit=2").textAt("/errors/0/message"))
                .isEqualTo("is given twice");
        assertThat(visitor.get("/api/v1/products?limit[]=1").status()).isEqualTo(400);
        assertThat(visitor.get("/api/v1/products?limit%5B0%5D=1").status()).isEqualTo(400);
        var login = Map.of("email", "root@example.com");
        assertThat(visitor.post("/api/v1/auth/login?password=" + Fixture.PASSWORD, login)
                        .status())
                .isEqualTo(400);
    }
}
