package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions and the tokens that keep them, as a client sees them. */
class SessionApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(21);
    private static final int AT_ONCE = 16;

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private final TestClient visitor = BACKEND.inMemory();

    private Reply refresh(String token) {
        return Somebody.refresh(visitor, token);
    }

    private static List<Reply> together(Callable<Reply> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Reply>();
            for (var reply : threads.invokeAll(Collections.nCopies(AT_ONCE, request))) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    @Test
    void a_refresh_brings_new_tokens_that_hold() {
        var ann = Somebody.at(BACKEND);
        CLOCK.advance(Duration.ofMinutes(15));
        assertThat(ann.isIn()).isFalse();

        var reply = refresh(ann.refreshToken());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.at("/data/expiresIn").longValue()).isEqualTo(900);
        assertThat(reply.textAt("/data/user/id")).isEqualTo(ann.id());
        assertThat(reply.textAt("/data/refreshToken")).isNotEqualTo(ann.refreshToken());
        assertThat(visitor.bearing(reply.textAt("/data/accessToken"))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void R1_a_refresh_token_used_again_ends_its_session_and_no_other() {
        var ann = Somebody.at(BACKEND);
        var elsewhere = ann.elsewhere();
        var second = refresh(ann.refreshToken());
        CLOCK.advance(BEYOND_GRACE);

        assertThat(refresh(ann.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(second.textAt("/data/refreshToken")).status()).isEqualTo(401);
        assertThat(ann.isIn()).isFalse();
        assertThat(visitor.bearing(second.textAt("/data/accessToken"))
                        .get("/api/v1/users/me")
                        .status())
                .isEqualTo(401);
        assertThat(elsewhere.isIn()).isTrue();
        assertThat(elsewhere.canRefresh()).isTrue();
    }

    @Test
    void R1_a_token_two_generations_old_ends_the_session_even_within_the_grace() {
        var ann = Somebody.at(BACKEND);
        var second = refresh(ann.refreshToken()).textAt("/data/refreshToken");
        var third = refresh(second).textAt("/data/refreshToken");

        assertThat(refresh(ann.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(third).status()).isEqualTo(401);
    }

    @Test
    void R2_many_refreshes_at_once_get_one_and_the_same_successor() throws Exception {
        var ann = Somebody.at(BACKEND);

        var replies = together(() -> refresh(ann.refreshToken()));

        var successors = new HashSet<String>();
        for (var reply : replies) {
            assertThat(reply.status()).isEqualTo(200);
            successors.add(reply.textAt("/data/refreshToken"));
        }
        assertThat(successors).hasSize(1);
        assertThat(ann.client().get("/api/v1/auth/sessions").at("/data/sessions"))
                .hasSize(1);
        assertThat(refresh(successors.iterator().next()).status()).isEqualTo(200);
    }

    @Test
    void R2_who_lost_the_answer_asks_again_within_the_grace() {
        var ann = Somebody.at(BACKEND);
        var lost = refresh(ann.refreshToken()).textAt("/data/refreshToken");
        CLOCK.advance(Duration.ofSeconds(19));

        assertThat(refresh(ann.refreshToken()).textAt("/data/refreshToken")).isEqualTo(lost);
    }

    @Test
    void R3_a_session_ends_after_thirty_days_however_often_it_is_used() {
        var ann = Somebody.at(BACKEND);
        var token = ann.refreshToken();
        for (var day = 0; day < 29; day++) {
            CLOCK.advance(Duration.ofDays(1));
            token = refresh(token).textAt("/data/refreshToken");
        }
        CLOCK.advance(Duration.ofDays(1));

        assertThat(refresh(token).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_refresh_token_is_401_or_400_and_ends_nothing() {
        var ann = Somebody.at(BACKEND);
        var token = ann.refreshToken();
        var other = Base64.getUrlDecoder().decode(token);
        other[0] ^= 1;
        var wrong = List.of(
                "",
                "x",
                "x".repeat(64),
                token + "A",
                token.substring(1),
                token.toUpperCase(Locale.ROOT),
                Base64.getUrlEncoder().encodeToString(other),
                ann.accessToken().substring(0, 64));
        for (var text : wrong) {
            assertThat(refresh(text).status()).as(text).isEqualTo(401);
        }
        assertThat(refresh("x".repeat(1_001)).status()).isEqualTo(400);
        assertThat(visitor.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(400);
        assertThat(visitor.post("/api/v1/auth/refresh", Map.of("refreshToken", Map.of("$gt", "")))
                        .status())
                .isEqualTo(400);
        assertThat(ann.canRefresh()).isTrue();
    }

    @Test
    void J5_neither_token_stands_in_for_the_other() {
        var ann = Somebody.at(BACKEND);
        assertThat(refresh(ann.accessToken()).status()).isIn(400, 401);
        assertThat(visitor.bearing(ann.refreshToken()).get("/api/v1/users/me").status())
                .isEqualTo(401);
    }

    @Test
    void J11_who_signs_out_is_out_at_once_and_elsewhere_still_in() {
        var ann = Somebody.at(BACKEND);
        var elsewhere = ann.elsewhere();

        var reply = visitor.post("/api/v1/auth/logout", Map.of("refreshToken", ann.refreshToken()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(ann.isIn()).isFalse();
        assertThat(ann.canRefresh()).isFalse();
        assertThat(elsewhere.isIn()).isTrue();
        assertThat(visitor.post("/api/v1/auth/logout", Map.of("refreshToken", ann.refreshToken()))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_access_token_alone_signs_out_too() {
        var ann = Somebody.at(BACKEND);
        assertThat(ann.client().post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(204);
        assertThat(ann.isIn()).isFalse();
        assertThat(ann.canRefresh()).isFalse();
    }

    @Test
    void J11_signing_out_everywhere_ends_all_of_them() {
        var ann = Somebody.at(BACKEND);
        var elsewhere = ann.elsewhere();

        assertThat(ann.client().post("/api/v1/auth/logout-all", Map.of()).status())
                .isEqualTo(204);

        assertThat(ann.isIn()).isFalse();
        assertThat(elsewhere.isIn()).isFalse();
        assertThat(elsewhere.canRefresh()).isFalse();
    }

    @Test
    void Z1_somebody_sees_where_they_are_signed_in_and_ends_one_of_them() {
        var ann = Somebody.at(BACKEND);
        var phone = Somebody.signedIn(visitor.with("User-Agent", "Phone\t1.0"), ann.email(), PASSWORD);

        var sessions = ann.client().get("/api/v1/auth/sessions").at("/data/sessions");

        assertThat(sessions).hasSize(2);
        var theirs = sessions.get(sessions.get(0).at("/current").booleanValue() ? 1 : 0);
        assertThat(theirs.propertyNames())
                .containsExactlyInAnyOrder("id", "device", "address", "signedInAt", "lastUsedAt", "endsAt", "current");
        assertThat(theirs.at("/device").stringValue()).startsWith("Phone").doesNotContain("\t");
        assertThat(theirs.at("/address").stringValue()).isNotEmpty();

        var path = "/api/v1/auth/sessions/" + theirs.at("/id").stringValue();
        assertThat(Somebody.at(BACKEND).client().delete(path).status()).isEqualTo(404);
        assertThat(phone.isIn()).isTrue();
        assertThat(ann.client().delete(path).status()).isEqualTo(204);
        assertThat(ann.client().delete(path).status()).isEqualTo(404);
        assertThat(phone.isIn()).isFalse();
        assertThat(ann.isIn()).isTrue();
    }

    @Test
    void R4_an_id_of_a_session_is_no_refresh_token() {
        var ann = Somebody.at(BACKEND);
        var id = ann.client()
                .get("/api/v1/auth/sessions")
                .at("/data/sessions/0/id")
                .stringValue();
        assertThat(ann.refreshToken()).doesNotContain(id);
        assertThat(refresh(id).status()).isEqualTo(401);
        assertThat(ann.isIn()).isTrue();
    }

    @Test
    void J11_a_user_who_is_deleted_is_out_at_once() {
        var ann = Somebody.at(BACKEND);
        assertThat(ann.client().delete("/api/v1/users/" + ann.id()).status()).isEqualTo(204);
        assertThat(ann.isIn()).isFalse();
        assertThat(ann.canRefresh()).isFalse();
        assertThat(Somebody.login(visitor, ann.email(), PASSWORD).status()).isEqualTo(401);
    }

    private Reply loginForCookie(Somebody who) {
        return visitor.post("/api/v1/auth/login", Map.of("email", who.email(), "password", PASSWORD, "cookie", true));
    }

    private static String cookieOf(Reply reply) {
        return reply.header("Set-Cookie").orElseThrow();
    }

    private TestClient carrying(String setCookie) {
        return visitor.with("Cookie", setCookie.substring(0, setCookie.indexOf(';')));
    }

    @Test
    void R5_a_page_keeps_its_refresh_token_in_a_cookie_no_script_can_read() {
        var reply = loginForCookie(Somebody.at(BACKEND));
        var cookie = cookieOf(reply);

        assertThat(reply.at("/data").propertyNames()).doesNotContain("refreshToken");
        assertThat(cookie)
                .startsWith("__Host-refresh=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=2592000")
                .doesNotContain("Domain");

        var refreshed = carrying(cookie).with("Sec-Fetch-Site", "same-origin").post("/api/v1/auth/refresh", Map.of());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.at("/data").propertyNames()).doesNotContain("refreshToken");
        assertThat(cookieOf(refreshed)).startsWith("__Host-refresh=").isNotEqualTo(cookie);
    }

    @Test
    void R5_no_page_of_somebody_else_makes_use_of_the_cookie() {
        var cookie = cookieOf(loginForCookie(Somebody.at(BACKEND)));
        var client = carrying(cookie);
        var others = List.of(
                client,
                client.with("Sec-Fetch-Site", "cross-site"),
                client.with("Sec-Fetch-Site", "same-site"),
                client.with("Sec-Fetch-Site", "none"),
                client.with("Origin", "https://evil.example"),
                client.with("Origin", "null"),
                client.with("Origin", "http://localhost.evil.example"),
                client.with("Origin", "http://localhost:1"),
                client.with("Origin", "://"),
                client.with("Sec-Fetch-Site", "cross-site").with("Origin", "http://localhost"));
        for (var other : others) {
            assertThat(other.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(403);
            assertThat(other.post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(403);
        }
        assertThat(client.with("Origin", "http://localhost")
                        .post("/api/v1/auth/refresh", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_signs_out_loses_the_cookie() {
        var cookie = cookieOf(loginForCookie(Somebody.at(BACKEND)));
        var client = carrying(cookie).with("Sec-Fetch-Site", "same-origin");

        var reply = client.post("/api/v1/auth/logout", Map.of());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(cookieOf(reply)).startsWith("__Host-refresh=;").contains("Max-Age=0");
        assertThat(client.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void who_signs_out_after_their_access_token_has_ended_is_out_all_the_same() {
        var ann = Somebody.at(BACKEND);
        var cookie = cookieOf(loginForCookie(ann));
        var client = carrying(cookie).with("Sec-Fetch-Site", "same-origin");

        var reply = client.bearing("ended").post("/api/v1/auth/logout", Map.of("refreshToken", ann.refreshToken()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(cookieOf(reply)).contains("Max-Age=0");
        assertThat(ann.isIn()).isFalse();
        assertThat(client.post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(401);
        assertThat(visitor.bearing("ended")
                        .post("/api/v1/auth/logout", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void of_more_than_fifty_sessions_the_one_not_used_for_longest_ends() {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 50; index++) {
            CLOCK.advance(Duration.ofMinutes(1));
            var reply = BACKEND.inMemory()
                    .with("X-Forwarded-For", "198.51.100." + index)
                    .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", PASSWORD));
            assertThat(reply.status()).isEqualTo(200);
        }
        assertThat(ann.canRefresh()).isFalse();
    }
}
