package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.accounts.password.Password;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often one may ask the reference backend, with the limits it has unless told otherwise. */
class RateLimitTest {

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(folder -> {
        var variables = new HashMap<>(Map.of(
                "APP_ENV", "test",
                "DATABASE_URL", TestDatabase.in(folder),
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "JWT_SECRET", "a secret of the tests, of 32 bytes and more"));
        var app = MyApp.open(Settings.read(variables, folder), FakeClock.atNoon());
        app.users().createAdmin(new NewUser("Root", "root@example.com", new Password(Fixture.PASSWORD)));
        return app.serving();
    });

    private static TestClient from(String address) {
        return BACKEND.inMemory().with("X-Forwarded-For", address);
    }

    private static int login(String address, String email, String password) {
        return from(address)
                .post("/api/v1/auth/login", Map.of("email", email, "password", password))
                .status();
    }

    @Test
    void a_hundred_requests_of_one_address_are_answered_and_the_next_is_told_to_wait() {
        for (var index = 0; index < 100; index++) {
            assertThat(from("203.0.113.1").get("/api/v1/users/me").status()).isEqualTo(401);
        }
        var refused = from("203.0.113.1").get("/api/v1/users/me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).contains("\"default\";q=100;w=900");
        assertThat(from("203.0.113.1").get("/livez").status()).isEqualTo(200);
        assertThat(from("203.0.113.2").get("/api/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void A3_after_ten_attempts_to_sign_in_not_even_the_right_password_is_looked_at() {
        for (var index = 0; index < 10; index++) {
            assertThat(login(
                            "203.0.113.3", index % 2 == 0 ? "root@example.com" : " Root@Example.com", "guess " + index))
                    .isEqualTo(401);
        }
        assertThat(login("203.0.113.3", "root@example.com", Fixture.PASSWORD)).isEqualTo(429);
        assertThat(login("203.0.113.4", "root@example.com", Fixture.PASSWORD)).isEqualTo(200);
        assertThat(login("203.0.113.3", "nobody@example.com", Fixture.PASSWORD)).isEqualTo(401);
    }

    @Test
    void an_answer_to_a_sign_in_tells_every_limit() {
        var reply = from("203.0.113.5")
                .post("/api/v1/auth/login", Map.of("email", "nobody@example.com", "password", "guess"));
        assertThat(reply.header("RateLimit-Policy"))
                .contains("\"default\";q=100;w=900, \"login-address\";q=100;w=900, \"login\";q=10;w=900");
        assertThat(reply.header("RateLimit"))
                .contains("\"default\";r=99;t=900, \"login-address\";r=99;t=900, \"login\";r=9;t=900");
    }
}
