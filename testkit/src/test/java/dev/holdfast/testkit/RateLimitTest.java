package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.app.AddressLimit;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Health;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import dev.holdfast.limit.Quota;
import dev.holdfast.limit.QuotaStore;
import dev.holdfast.limit.TrustedProxies;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often one may ask, and what clients are told of it. */
class RateLimitTest {

    private final AtomicLong now = new AtomicLong();
    private final QuotaStore store = QuotaStore.inMemory(1000, now::get);

    record Login(@Trim @Lowercase @Size(max = 254) String email) {}

    private AppDraft draft() {
        var exports = Limit.of("exports", Quota.of("2/1m"), store);
        var logins = Limit.of("login", Quota.of("2/15m"), store);
        return App.serving(group(
                        "/",
                        Health.of().routes(),
                        get("/page").open().returns(String.class).to(_ -> Response.ok("n", "1")),
                        get("/apiary").open().returns(String.class).to(_ -> Response.ok("n", "1")),
                        get("/api/n").open().returns(String.class).to(RateLimitTest::client),
                        get("/api/broken").open().returns(String.class).to(_ -> {
                            throw new IllegalStateException("broken");
                        }),
                        get("/api/exports")
                                .limitedTo(exports, Key::caller)
                                .returns(String.class)
                                .to(RateLimitTest::client),
                        post("/api/login")
                                .open()
                                .body(Login.class)
                                .limitedPerAccount(logins, Login::email)
                                .returns(String.class)
                                .to((_, login) -> Response.ok("email", login.email()))))
                .authenticatedBy(request ->
                        new Caller.User(request.header("Authorization").orElse("nobody"), Set.of()))
                .trusting(TrustedProxies.parse("127.0.0.0/8"));
    }

    private Backend backend(String quota) {
        return Backend.started(_ -> draft().limitedTo(AddressLimit.of(Limit.of("default", Quota.of(quota), store))
                .under("/api")));
    }

    private static Response client(Request request) {
        return Response.ok("client", request.head().client().getHostAddress());
    }

    private static TestClient from(TestClient client, String address) {
        return client.with("X-Forwarded-For", address);
    }

    @Test
    void every_answer_that_counts_tells_the_quota_and_what_is_left() {
        try (var backend = backend("100/15m")) {
            var left = 99;
            for (var client : backend.bothDoors()) {
                for (var path : List.of("/api/n", "/api/nothing", "/api/broken", "/api", "/%61pi/n", "/api%2Fn")) {
                    var reply = client.get(path);
                    assertThat(reply.headers().all("RateLimit-Policy"))
                            .as(path)
                            .containsExactly("\"default\";q=100;w=900");
                    assertThat(reply.headers().all("RateLimit"))
                            .as(path)
                            .containsExactly("\"default\";r=" + left-- + ";t=900");
                    assertThat(reply.header("X-RateLimit-Limit")).isEmpty();
                    assertThat(reply.header("Retry-After")).isEmpty();
                }
            }
        }
    }

    @Test
    void what_lies_elsewhere_and_health_do_not_count() {
        try (var backend = backend("1/15m")) {
            for (var path : List.of("/page", "/apiary", "/nothing", "/health", "/livez", "/readyz")) {
                assertThat(backend.inMemory().get(path).header("RateLimit"))
                        .as(path)
                        .isEmpty();
            }
        }
        try (var everything = Backend.started(_ -> draft().limitedTo(AddressLimit.of(Quota.of("1/15m"))))) {
            var client = everything.inMemory();
            assertThat(client.get("/page").header("RateLimit")).isPresent();
            assertThat(client.get("/apiary").status()).isEqualTo(429);
            assertThat(client.get("/livez").status()).isEqualTo(200);
            assertThat(client.get("/livez").header("RateLimit")).isEmpty();
        }
    }

    @Test
    void one_past_the_quota_is_429_in_the_one_shape_until_the_time_has_gone_by() {
        try (var backend = backend("3/15m")) {
            var client = backend.inMemory();
            for (var index = 0; index < 3; index++) {
                assertThat(client.get("/api/n").status()).isEqualTo(200);
            }
            now.addAndGet(Duration.ofMinutes(1).toNanos());
            for (var path : List.of("/api/n", "/api/nothing")) {
                var refused = client.get(path);
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.textAt("/code")).isEqualTo("too_many_requests");
                assertThat(refused.textAt("/requestId")).isNotEmpty();
                assertThat(refused.header("Retry-After")).contains("840");
                assertThat(refused.header("RateLimit")).contains("\"default\";r=0;t=840");
                assertThat(refused.header("RateLimit-Policy")).contains("\"default\";q=3;w=900");
                assertThat(refused.header("X-Content-Type-Options")).contains("nosniff");
            }
            assertThat(from(client, "203.0.113.9").get("/api/n").status()).isEqualTo(200);
            now.addAndGet(Duration.ofMinutes(14).toNanos());
            assertThat(client.get("/api/n").header("RateLimit")).contains("\"default\";r=2;t=900");
        }
    }

    @Test
    void what_the_server_could_not_accept_counts_too() {
        try (var backend = backend("100/15m")) {
            try (var raw = backend.rawOverSocket()) {
                assertThat(raw.send("GET / HTTP/1.1\r\n\r\n").awaitClose())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("RateLimit: \"default\";r=99;t=900\r\n");
            }
            assertThat(backend.inMemory().get("/api/n").header("RateLimit")).contains("\"default\";r=98;t=900");
        }
    }

    @Test
    void L2_only_a_proxy_that_is_named_says_who_the_client_is() {
        try (var backend = backend("2/15m")) {
            for (var client : backend.bothDoors()) {
                assertThat(from(client, "6.6.6.6, 203.0.113.9").get("/api/n").textAt("/data/client"))
                        .isEqualTo("203.0.113.9");
            }
            for (var index = 0; index < 4; index++) {
                var spoofed =
                        from(backend.inMemory(), index + ".6.6.6, 203.0.113.9").get("/api/n");
                assertThat(spoofed.status()).isEqualTo(429);
            }
        }
        try (var backend = Backend.started(
                _ -> draft().trusting(TrustedProxies.NONE).limitedTo(AddressLimit.of(Quota.of("2/15m"))))) {
            for (var index = 0; index < 4; index++) {
                var spoofed = from(backend.inMemory(), "203.0.113." + index)
                        .with("Forwarded", "for=1.1.1." + index)
                        .get("/api/n");
                assertThat(spoofed.status()).isEqualTo(index < 2 ? 200 : 429);
            }
        }
    }

    @Test
    void a_limit_of_a_route_counts_callers_and_stands_beside_the_first_in_one_list() {
        try (var backend = backend("100/15m")) {
            var ann = backend.inMemory().with("Authorization", "ann");
            assertThat(from(ann, "203.0.113.1").get("/api/exports").status()).isEqualTo(200);
            var second = from(ann, "203.0.113.2").get("/api/exports");
            assertThat(second.headers().all("RateLimit-Policy"))
                    .containsExactly("\"default\";q=100;w=900, \"exports\";q=2;w=60");
            assertThat(second.headers().all("RateLimit"))
                    .containsExactly("\"default\";r=99;t=900, \"exports\";r=0;t=60");

            var third = from(ann, "203.0.113.3").get("/api/exports");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.header("Retry-After")).contains("60");
            assertThat(third.header("RateLimit")).contains("\"default\";r=99;t=900, \"exports\";r=0;t=60");
            assertThat(backend.inMemory()
                            .with("Authorization", "bob")
                            .get("/api/exports")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_account_is_counted_by_address_after_binding_and_however_it_is_written() {
        try (var backend = backend("100/15m")) {
            var client = backend.inMemory();
            assertThat(client.post("/api/login", Map.of("email", "ann@example.com"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/api/login", Map.of("email", " ANN@example.com "))
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/api/login", Map.of("email", "Ann@Example.com"))
                            .status())
                    .isEqualTo(429);
            assertThat(client.post("/api/login", Map.of("email", "bob\r\n\u0007@example.com"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/api/login", Map.of("email", "x".repeat(255)))
                            .status())
                    .isEqualTo(400);
            assertThat(from(client, "203.0.113.9")
                            .post("/api/login", Map.of("email", "ann@example.com"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void older_fields_are_told_by_a_setting() {
        try (var backend = Backend.started(
                _ -> draft().limitedTo(AddressLimit.of(Quota.of("2/15m")).withOldFields()))) {
            var before = System.currentTimeMillis() / 1000;
            var reply = backend.inMemory().get("/api/n");
            assertThat(reply.header("X-RateLimit-Limit")).contains("2");
            assertThat(reply.header("X-RateLimit-Remaining")).contains("1");
            assertThat(Long.parseLong(reply.header("X-RateLimit-Reset").orElseThrow()))
                    .isGreaterThanOrEqualTo(before + 890);
            assertThat(reply.header("RateLimit")).isPresent();
        }
    }
}
