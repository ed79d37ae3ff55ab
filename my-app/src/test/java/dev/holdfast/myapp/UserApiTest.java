package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, as a client sees them. */
class UserApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private final TestClient visitor = BACKEND.inMemory();

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().replace("-", "");
    }

    private Reply register(String name) {
        return visitor.post("/api/v1/users", Fixture.newUser(name));
    }

    private TestClient registered(String name) {
        assertThat(register(name).status()).isEqualTo(201);
        return visitor.signedIn(name + "@example.com", PASSWORD);
    }

    private TestClient root() {
        return visitor.signedIn("root@example.com", PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void somebody_registers_signs_in_and_reads_who_they_are(TestClient client) {
        var name = fresh();
        var created = client.post("/api/v1/users", Fixture.newUser(name));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/data/user").propertyNames())
                .containsExactly("id", "name", "email", "role", "createdAt");
        assertThat(created.textAt("/data/user/createdAt"))
                .isEqualTo(CLOCK.instant().toString());
        assertThat(created.textAt("/data/user/role")).isEqualTo("USER");
        assertThat(created.header("Location")).contains("/api/v1/users/" + created.textAt("/data/user/id"));

        var login = client.post("/api/v1/auth/login", Map.of("email", name + "@example.com", "password", PASSWORD));
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.at("/data/expiresIn").intValue()).isEqualTo(900);
        assertThat(login.at("/data/user")).isEqualTo(created.at("/data/user"));

        var me = client.bearing(login.textAt("/data/accessToken")).get("/api/v1/users/me");
        assertThat(me.at("/data/user")).isEqualTo(created.at("/data/user"));
    }

    @Test
    void an_address_that_is_taken_is_a_conflict_that_names_the_field_however_it_is_written() {
        var name = fresh();
        register(name);
        var draft = new HashMap<>(Fixture.newUser(name));
        draft.put("email", "  " + name.toUpperCase(java.util.Locale.ROOT) + "@Example.com ");
        var reply = visitor.post("/api/v1/users", draft);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.textAt("/code")).isEqualTo("conflict");
        assertThat(reply.textAt("/errors/0/pointer")).isEqualTo("/email");
    }

    @Test
    void every_fault_of_a_registration_is_told_at_once() {
        var reply = visitor.post(
                "/api/v1/users", Map.of("name", " ", "email", "nobody", "password", "short", "role", "ADMIN"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").stringValue()))
                .containsExactly("/name", "/email", "/password", "/role");
    }

    @Test
    void A5_a_password_longer_than_bcrypt_can_tell_apart_works_whole() {
        var name = fresh();
        var draft = new HashMap<>(Fixture.newUser(name));
        draft.put("password", "é".repeat(257));
        assertThat(visitor.post("/api/v1/users", draft).textAt("/errors/0/pointer"))
                .isEqualTo("/password");

        draft.put("password", "é".repeat(256));
        assertThat(visitor.post("/api/v1/users", draft).status()).isEqualTo(201);
        visitor.signedIn(name + "@example.com", "é".repeat(256));
        for (var wrong : List.of("é".repeat(36), "é".repeat(255), "é".repeat(255) + "e", "é".repeat(257))) {
            var login = visitor.post("/api/v1/auth/login", Map.of("email", name + "@example.com", "password", wrong));
            assertThat(login.status()).isEqualTo(401);
        }
    }

    @Test
    void A1_unknown_user_and_wrong_password_are_answered_alike() {
        var name = fresh();
        register(name);
        var wrong =
                visitor.post("/api/v1/auth/login", Map.of("email", name + "@example.com", "password", "password124"));
        var unknown =
                visitor.post("/api/v1/auth/login", Map.of("email", "no" + name + "@example.com", "password", PASSWORD));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.textAt("/message")).isEqualTo(unknown.textAt("/message"));
        assertThat(wrong.textAt("/code")).isEqualTo(unknown.textAt("/code"));
    }

    @Test
    void J4_an_access_token_holds_for_15_minutes() {
        var ann = registered(fresh());
        CLOCK.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(ann.get("/api/v1/users/me").status()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(ann.get("/api/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void J11_a_user_who_was_deleted_is_known_no_more_whatever_their_token_says() {
        var name = fresh();
        var ann = registered(name);
        var id = ann.get("/api/v1/users/me").textAt("/data/user/id");

        assertThat(ann.delete("/api/v1/users/" + id).status()).isEqualTo(204);
        assertThat(ann.get("/api/v1/users/me").status()).isEqualTo(401);
        assertThat(visitor.post("/api/v1/auth/login", Map.of("email", name + "@example.com", "password", PASSWORD))
                        .status())
                .isEqualTo(401);
        assertThat(root().delete("/api/v1/users/" + id).status()).isEqualTo(404);
        assertThat(register(name).status()).isEqualTo(201);
    }

    @Test
    void Z1_others_are_for_admins_only() {
        var ann = registered(fresh());
        var bob = registered(fresh());
        var annId = ann.get("/api/v1/users/me").textAt("/data/user/id");

        for (var client : List.of(bob, visitor)) {
            var status = client == visitor ? 401 : 403;
            assertThat(client.get("/api/v1/users").status()).isEqualTo(status);
            assertThat(client.get("/api/v1/users/" + annId).status()).isEqualTo(status);
            assertThat(client.patch("/api/v1/users/" + annId, Map.of("name", "Mallory"))
                            .status())
                    .isEqualTo(status);
            assertThat(client.delete("/api/v1/users/" + annId).status()).isEqualTo(status);
        }
        assertThat(ann.get("/api/v1/users/" + annId).status()).isEqualTo(200);
        assertThat(root().get("/api/v1/users/" + annId).status()).isEqualTo(200);
    }

    @Test
    void users_change_their_name() {
        var ann = registered(fresh());
        var path = "/api/v1/users/" + ann.get("/api/v1/users/me").textAt("/data/user/id");

        assertThat(ann.patch(path, Map.of("name", " Ann Smith ")).textAt("/data/user/name"))
                .isEqualTo("Ann Smith");
        assertThat(ann.get(path).textAt("/data/user/name")).isEqualTo("Ann Smith");
    }

    @Test
    void an_admin_pages_through_all_users_without_missing_one() {
        var names = new ArrayList<String>();
        for (var index = 0; index < 7; index++) {
            var name = fresh();
            names.add(name);
            register(name);
        }
        var root = root();
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = root.get("/api/v1/users?limit=3" + cursor);
            page.at("/data/users").forEach(user -> seen.add(user.get("name").stringValue()));
            assertThat(page.at("/page/limit").intValue()).isEqualTo(3);
            var next = page.at("/page/next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).containsAll(names).doesNotHaveDuplicates();
        assertThat(root.get("/api/v1/users?cursor=forged").textAt("/errors/0/pointer"))
                .isEqualTo("/cursor");
        assertThat(root.get("/api/v1/users?limit=101").textAt("/errors/0/pointer"))
                .isEqualTo("/limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-an-id", "00000000-0000-7000-8000-000000000000", "%27%20OR%201=1"})
    void an_id_that_names_nobody_is_404(String id) {
        assertThat(root().get("/api/v1/users/" + id).status()).isEqualTo(404);
    }
}
