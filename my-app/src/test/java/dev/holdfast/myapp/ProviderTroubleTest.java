package dev.holdfast.myapp;

import static dev.holdfast.myapp.Browser.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.holdfast.myapp.FakeProvider.Person;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Providers that are away, slow, wrong about themselves, or out to do harm. */
class ProviderTroubleTest {

    private static final FakeClock CLOCK = FakeClock.atNoon();
    private static final Person ANN = Person.of("ann", "ann@example.com");

    private static void at(BiConsumer<FakeProvider, TestClient> test) {
        try (var provider = new FakeProvider(CLOCK);
                var backend = Fixture.started(CLOCK, provider.settings())) {
            test.accept(provider, backend.inMemory());
        }
    }

    private static HttpHandler telling(Map<String, Object> metadata, String name, Object value) {
        metadata.put(name, value);
        return exchange -> FakeProvider.json(exchange, 200, metadata);
    }

    private static void huge(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var piece = " ".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var body = exchange.getResponseBody()) {
            for (var index = 0; index < 1024; index++) {
                body.write(piece);
            }
        }
    }

    private static void elsewhere(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "/else");
        exchange.sendResponseHeaders(302, -1);
    }

    @Test
    void I11_what_a_provider_says_of_itself_is_held_against_its_issuer() {
        at((provider, visitor) -> {
            List<HttpHandler> wrong = List.of(
                    telling(provider.metadata(), "issuer", provider.issuer() + "/"),
                    telling(provider.metadata(), "issuer", "https://evil.example"),
                    telling(provider.metadata(), "token_endpoint", "http://evil.example/token"),
                    telling(provider.metadata(), "authorization_endpoint", "javascript:alert(1)"),
                    telling(provider.metadata(), "authorization_endpoint", "//evil.example"),
                    telling(provider.metadata(), "jwks_uri", "file:///etc/passwd"),
                    telling(provider.metadata(), "jwks_uri", 7),
                    telling(provider.metadata(), "userinfo_endpoint", "http://10.0.0.1/"),
                    exchange -> FakeProvider.json(exchange, 200, List.of()),
                    exchange -> FakeProvider.json(exchange, 500, provider.metadata()),
                    exchange -> exchange.sendResponseHeaders(200, -1),
                    ProviderTroubleTest::huge,
                    ProviderTroubleTest::elsewhere);
            for (var index = 0; index < wrong.size(); index++) {
                provider.answer(FakeProvider.DISCOVERY, wrong.get(index));
                assertThat(failure(visitor.get(Browser.ROUTE)))
                        .as("answer %d", index)
                        .isEqualTo("provider_unavailable");
            }
            assertThat(provider.asked("/else")).isZero();

            provider.answer(FakeProvider.DISCOVERY, exchange -> FakeProvider.json(exchange, 200, provider.metadata()));
            assertThat(Browser.place(Browser.signIn(visitor, provider, ANN))).isEqualTo(Browser.HOME + "#signed-in");
            assertThat(Browser.place(Browser.signIn(visitor, provider, ANN))).isEqualTo(Browser.HOME + "#signed-in");
            assertThat(provider.asked(FakeProvider.DISCOVERY)).isEqualTo(wrong.size() + 1);
            assertThat(provider.asked("/keys")).isEqualTo(1);
        });
    }

    @Test
    void answers_of_no_use_at_the_end_sign_nobody_in() {
        at((provider, visitor) -> {
            for (var path : List.of("/token", "/keys")) {
                List<HttpHandler> wrong = List.of(
                        exchange -> FakeProvider.json(exchange, 500, Map.of()),
                        exchange -> FakeProvider.json(exchange, 200, List.of("id_token")),
                        ProviderTroubleTest::huge,
                        ProviderTroubleTest::elsewhere);
                for (var index = 0; index < wrong.size(); index++) {
                    provider.answer(path, wrong.get(index));
                    assertThat(failure(Browser.signIn(visitor, provider, ANN)))
                            .as("%s, answer %d", path, index)
                            .isEqualTo("provider_unavailable");
                    if (path.equals("/keys")) {
                        assertThat(provider.asked("/keys")).isEqualTo(index + 1);
                    }
                }
                if (path.equals("/token")) {
                    provider.answer(path, provider::redeem);
                }
            }
            assertThat(provider.asked("/else")).isZero();
        });
    }

    @Test
    void a_provider_that_takes_its_time_is_waited_for_a_few_seconds_however_it_drips() {
        at((provider, visitor) -> {
            var browser = Browser.begin(visitor);
            var query = provider.approve(browser.page(), ANN);
            var over = new CountDownLatch(1);
            provider.answer("/token", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                var body = exchange.getResponseBody();
                do {
                    body.write(' ');
                    body.flush();
                } while (!isOver(over));
            });

            var began = System.nanoTime();
            assertThat(failure(browser.back(query))).isEqualTo("provider_unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(20));
            over.countDown();
        });
    }

    private static boolean isOver(CountDownLatch over) {
        try {
            return over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    @Test
    void a_provider_that_is_away_leaves_everything_else_as_it_is() {
        var provider = new FakeProvider(CLOCK);
        try (var backend = Fixture.started(CLOCK, provider.settings())) {
            var visitor = backend.inMemory();
            var browser = Browser.begin(visitor);
            var query = provider.approve(browser.page(), ANN);
            provider.close();

            assertThat(failure(browser.back(query))).isEqualTo("provider_unavailable");
            assertThat(Somebody.login(visitor, "root@example.com", Fixture.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
        try (var backend = Fixture.started(CLOCK, provider.settings())) {
            assertThat(failure(backend.inMemory().get(Browser.ROUTE))).isEqualTo("provider_unavailable");
        }
    }

    @Test
    void a_provider_that_takes_the_secret_in_the_body_gets_it_there() {
        at((provider, visitor) -> {
            provider.answer(
                    FakeProvider.DISCOVERY,
                    telling(
                            provider.metadata(),
                            "token_endpoint_auth_methods_supported",
                            List.of("client_secret_post")));
            var browser = Browser.begin(visitor);
            var query = provider.approve(browser.page(), ANN);
            provider.answer("/token", exchange -> {
                var form = FakeProvider.form(
                        new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                var isOurs = FakeProvider.CLIENT.equals(form.get("client_id"))
                        && FakeProvider.SECRET.equals(form.get("client_secret"))
                        && exchange.getRequestHeaders().getFirst("Authorization") == null;
                FakeProvider.json(exchange, isOurs ? 503 : 400, Map.of());
            });

            assertThat(failure(browser.back(query))).isEqualTo("provider_unavailable");
        });
    }

    @Test
    void a_provider_that_says_who_it_is_is_believed_only_as_itself() {
        at((provider, visitor) -> {
            provider.answer(
                    FakeProvider.DISCOVERY,
                    telling(provider.metadata(), "authorization_response_iss_parameter_supported", true));
            var browser = Browser.begin(visitor);
            var query = provider.approve(browser.page(), ANN);

            assertThat(failure(browser.back(query))).isEqualTo("token_refused");
            assertThat(failure(browser.back(query + "&iss=https%3A%2F%2Fevil.example")))
                    .isEqualTo("token_refused");
            assertThat(Browser.place(browser.back(query + "&iss=" + provider.issuer())))
                    .isEqualTo(Browser.HOME + "#signed-in");
        });
    }
}
