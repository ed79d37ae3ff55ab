package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Filter;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products, as visitors and admins see them. */
class ProductApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    static final AtomicReference<Path> FOLDER = new AtomicReference<>(Path.of(""));
    static final String PATH = "/api/v1/products";

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK, FOLDER::set);

    private static TestClient visitor;
    private static TestClient admin;

    /** Once for all tests: signing in is counted. */
    @BeforeAll
    static void signIn() {
        visitor = BACKEND.inMemory();
        admin = visitor.signedIn("root@example.com", PASSWORD);
    }

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static String fresh() {
        return "p" + UUID.randomUUID().toString().replace("-", "");
    }

    private Reply create(String name) {
        CLOCK.advance(Duration.ofMillis(1));
        return admin.post(PATH, Map.of("name", name, "price", 1250));
    }

    private String created(String name) {
        return create(name).header("Location").orElseThrow();
    }

    private static List<String> names(TestClient client, String query) {
        var reply = client.get(PATH + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.at("/data/products")
                .valueStream()
                .map(product -> product.get("name").stringValue())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void an_admin_writes_a_product_and_everybody_sees_it_at_once(TestClient door) {
        var root = door.signedIn("root@example.com", PASSWORD);
        var name = fresh();
        assertThat(names(door, "?name=" + name)).isEmpty();

        var draft = Map.of("name", " " + name + " ", "description", " Good. ", "price", 1250);
        var made = root.post(PATH, draft);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/data/product").propertyNames())
                .containsExactly("id", "name", "description", "price", "version", "createdAt", "updatedAt");
        assertThat(made.at("/data/product/price").longValue()).isEqualTo(1250);
        assertThat(made.textAt("/data/product/description")).isEqualTo("Good.");

        var path = made.header("Location").orElseThrow();
        assertThat(door.get(path).at("/data/product")).isEqualTo(made.at("/data/product"));
        assertThat(names(door, "?name=" + name)).containsExactly(name);

        assertThat(root.patch(path, Map.of("name", name + "b")).status()).isEqualTo(200);
        assertThat(names(door, "?name=" + name)).containsExactly(name + "b");

        assertThat(root.delete(path).status()).isEqualTo(204);
        assertThat(names(door, "?name=" + name)).isEmpty();
        assertThat(door.get(path).status()).isEqualTo(404);
        assertThat(root.delete(path).status()).isEqualTo(404);
    }

    @Test
    void the_list_is_kept_until_somebody_writes_through_the_program() throws SQLException {
        var name = fresh();
        created(name);
        var other = created(fresh());
        assertThat(names(visitor, "?name=" + name)).containsExactly(name);
        TestDatabase.deleteProductBehind(FOLDER.get(), name);

        assertThat(names(visitor, "?name=" + name)).as("kept").containsExactly(name);
        assertThat(names(visitor, "?limit=20&name=" + name))
                .as("asked otherwise")
                .isEmpty();
        assertThat(admin.patch(other, Map.of("price", 1)).status()).isEqualTo(200);
        assertThat(names(visitor, "?name=" + name)).as("evicted").isEmpty();
    }

    @Test
    void a_list_that_has_not_changed_is_not_sent_again() {
        var first = visitor.get(PATH + "?limit=1");
        var knowing = visitor.with("If-None-Match", first.header("ETag").orElseThrow());
        assertThat(knowing.get(PATH + "?limit=1").status()).isEqualTo(304);
        assertThat(knowing.get(PATH + "?limit=1").content()).isEmpty();
        created(fresh());

        assertThat(knowing.get(PATH + "?limit=1").status()).isEqualTo(200);
    }

    @Test
    void a_product_that_has_changed_since_it_was_read_is_not_written_over() {
        var path = created(fresh());
        var tag = visitor.get(path).header("ETag").orElseThrow();
        assertThat(visitor.with("If-None-Match", tag).get(path).status()).isEqualTo(304);

        var changed = admin.with("If-Match", tag).patch(path, Map.of("price", 2));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));

        var late = admin.with("If-Match", tag).patch(path, Map.of("price", 3));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.textAt("/code")).isEqualTo("precondition_failed");
        assertThat(admin.with("If-Match", tag).delete(path).status()).isEqualTo(412);
        assertThat(visitor.get(path).at("/data/product/price").longValue()).isEqualTo(2);
        assertThat(admin.patch(path, Map.of("price", 4)).status())
                .as("without conditions")
                .isEqualTo(200);
        assertThat(admin.with("If-Match", changed.header("ETag").orElseThrow())
                        .delete(path)
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("If-Match", "*").delete(path).status()).isEqualTo(204);
    }

    @Test
    void only_admins_write() {
        var path = created(fresh());
        var name = fresh();
        assertThat(visitor.post("/api/v1/users", Fixture.newUser(name)).status())
                .isEqualTo(201);
        var user = visitor.signedIn(name + "@example.com", PASSWORD);
        for (var client : List.of(visitor, user)) {
            var status = client == visitor ? 401 : 403;
            assertThat(client.post(PATH, Map.of("name", "x", "price", 1)).status())
                    .isEqualTo(status);
            assertThat(client.patch(path, Map.of("price", 1)).status()).isEqualTo(status);
            assertThat(client.delete(path).status()).isEqualTo(status);
        }
        assertThat(visitor.get(path).at("/data/product/price").longValue()).isEqualTo(1250);
    }

    @Test
    void every_fault_of_a_product_is_told_at_once() {
        var draft = Map.of("name", " ", "description", "x".repeat(2001), "price", -1, "version", 7);
        for (var refused : List.of(admin.post(PATH, draft), admin.patch(created(fresh()), draft))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.at("/errors")
                            .valueStream()
                            .map(fault -> fault.get("pointer").stringValue()))
                    .containsExactly("/name", "/description", "/price", "/version");
        }
        assertThat(admin.post(PATH, Map.of("name", "x", "price", 1.5)).textAt("/errors/0/pointer"))
                .isEqualTo("/price");
        assertThat(admin.post(PATH, Map.of("name", "x", "price", 100_000_001)).status())
                .isEqualTo(400);
        assertThat(admin.post(PATH, Map.of("name", "x", "price", 100_000_000)).status())
                .isEqualTo(201);
        assertThat(admin.post(PATH, Map.of("name", "x", "price", 0)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?cursor=forged", "?unknown=1", "?limit=1&limit=1"})
    void I2_a_query_that_is_not_acceptable_is_refused_every_time(String query) {
        for (var times = 0; times < 2; times++) {
            assertThat(visitor.get(PATH + query).status()).isEqualTo(400);
        }
    }

    @Test
    void pages_stay_the_same_while_products_come_and_go() {
        var prefix = fresh();
        var expected = new ArrayList<String>();
        for (var index = 0; index < 7; index++) {
            expected.addFirst(prefix + index);
            created(prefix + index);
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = visitor.get(PATH + "?limit=3&name=" + prefix + cursor);
            page.at("/data/products")
                    .forEach(product -> seen.add(product.get("name").stringValue()));
            created(prefix + "later");
            var next = page.at("/page/next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-an-id", "00000000-0000-7000-8000-000000000000", "%27%20OR%201=1"})
    void an_id_that_names_no_product_is_404(String id) {
        assertThat(visitor.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(admin.patch(PATH + "/" + id, Map.of("price", 1)).status()).isEqualTo(404);
        assertThat(admin.delete(PATH + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "test", "production"})
    void there_is_something_to_look_at_in_development_only(String mode, @TempDir Path folder) {
        var expected = mode.equals("development") ? 6 : 0;
        assertThat(samples(mode, folder)).isEqualTo(expected);
        try (var database =
                Database.open(DatabaseOptions.of(TestDatabase.in(folder)).schemas(MyApp.SCHEMA))) {
            var products = database.repository(Product.MODEL);
            products.deleteAll(Product.NAME.is("Kettle"));
        }

        assertThat(samples(mode, folder)).as("at the second start").isEqualTo(Math.max(0, expected - 1));
    }

    private static long samples(String mode, Path folder) {
        var settings = Settings.read(
                Map.of(
                        "APP_ENV",
                        mode,
                        "MIGRATE",
                        "at-start",
                        "DATABASE_URL",
                        TestDatabase.in(folder),
                        "JWT_SECRET",
                        Fixture.SECRET),
                folder);
        MyApp.open(settings, CLOCK).close();
        try (var database =
                Database.open(DatabaseOptions.of(TestDatabase.in(folder)).schemas(MyApp.SCHEMA))) {
            return database.repository(Product.MODEL).count(Filter.all());
        }
    }
}
