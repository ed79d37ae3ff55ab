package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Keys for other programs, as admins and the programs see them. */
class KeyApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    private static final String KEYS = "/api/v1/auth/keys";
    private static final Map<String, Object> LAMP = Map.of("name", "Lamp", "price", 1250);

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    /** Each test signs in from somewhere else: from one address only so many may try. */
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private final TestClient visitor = BACKEND.inMemory();
    private final TestClient root = Somebody.signedIn(
                    visitor.with("X-Forwarded-For", "203.0.113." + ADDRESS.incrementAndGet()),
                    "root@example.com",
                    PASSWORD)
            .client();

    private static Reply made(TestClient by) {
        return by.post(KEYS, Map.of("name", "Importer", "scopes", List.of("products:write")));
    }

    private TestClient bearing(Reply made) {
        return visitor.bearing(made.textAt("/data/secret"));
    }

    @Test
    void Z2_a_key_does_what_its_scope_says_and_nothing_else() {
        var made = made(root);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.textAt("/data/secret")).matches("hf_[A-Za-z0-9_-]{64}");

        var machine = bearing(made);
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(201);
        assertThat(machine.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(machine.get("/api/v1/users/me").status()).isIn(401, 403);
        assertThat(machine.get("/api/v1/auth/sessions").status()).isEqualTo(403);
        assertThat(machine.get("/api/v1/auth/events").status()).isEqualTo(403);
        assertThat(made(machine).status()).isEqualTo(403);
    }

    @Test
    void its_secret_is_told_once_and_its_last_use_is_shown() throws InterruptedException {
        var made = made(root);
        var id = made.textAt("/data/key/id");
        assertThat(shown(id).propertyNames())
                .containsExactlyInAnyOrder("id", "name", "scopes", "madeBy", "madeAt", "endsAt");

        CLOCK.advance(Duration.ofMinutes(2));
        bearing(made).post("/api/v1/products", LAMP);

        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (shown(id).get("usedAt") == null && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(shown(id).at("/usedAt").stringValue())
                .isEqualTo(CLOCK.instant().toString());
        assertThat(root.get(KEYS).text()).doesNotContain(made.textAt("/data/secret"));
    }

    private JsonNode shown(String id) {
        return root.get(KEYS)
                .at("/data/keys")
                .valueStream()
                .filter(key -> key.at("/id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_key_that_is_revoked_opens_nothing() {
        var made = made(root);
        var path = KEYS + "/" + made.textAt("/data/key/id");

        assertThat(root.delete(path).status()).isEqualTo(204);
        assertThat(root.delete(path).status()).isEqualTo(404);
        assertThat(bearing(made).post("/api/v1/products", LAMP).status()).isEqualTo(401);
    }

    @Test
    void a_key_ends_when_its_time_is_up() {
        var made = made(root);
        CLOCK.advance(Duration.ofDays(90));
        assertThat(bearing(made).post("/api/v1/products", LAMP).status()).isEqualTo(401);
    }

    @Test
    void Z2_a_key_is_worth_no_more_than_who_made_it() {
        var ann = Somebody.at(BACKEND);
        assertThat(made(ann.client()).status()).isEqualTo(403);
        root.patch("/api/v1/users/" + ann.id() + "/role", Map.of("role", "ADMIN"));
        var machine = bearing(made(ann.client()));
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(201);

        root.patch("/api/v1/users/" + ann.id() + "/role", Map.of("role", "USER"));
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(401);

        root.patch("/api/v1/users/" + ann.id() + "/role", Map.of("role", "ADMIN"));
        root.post("/api/v1/users/" + ann.id() + "/disable", "");
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(401);

        root.post("/api/v1/users/" + ann.id() + "/enable", "");
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(201);
        root.delete("/api/v1/users/" + ann.id());
        assertThat(machine.post("/api/v1/products", LAMP).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_key_or_asks_for_too_much_is_refused() {
        for (var text : List.of("hf_", "hf_x", "hf_" + "A".repeat(64), "hf_" + "A".repeat(10_000))) {
            assertThat(visitor.bearing(text).post("/api/v1/products", LAMP).status())
                    .isEqualTo(401);
        }
        var wrong = List.of(
                Map.of("name", "", "scopes", List.of("products:write")),
                Map.of("name", "x", "scopes", List.of()),
                Map.of("name", "x", "scopes", List.of("ADMIN")),
                Map.of("name", "x", "scopes", List.of("products:write", "users:write")),
                Map.of("name", "x", "scopes", List.of("products:write"), "days", 367),
                Map.of("name", "x", "scopes", List.of("products:write"), "days", 0),
                Map.of("name", "x", "scopes", "products:write"));
        for (var body : wrong) {
            assertThat(root.post(KEYS, body).status()).as(body.toString()).isEqualTo(400);
        }
    }
}
