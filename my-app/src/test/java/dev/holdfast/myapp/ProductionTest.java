package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.myapp.config.Settings;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The backend as it is in production, with nothing set but what has to be. */
class ProductionTest {

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(folder -> {
        var variables = new HashMap<>(Fixture.variables(folder));
        variables.keySet().removeAll(List.of("APP_ENV", "RATE_LIMIT", "TRUSTED_PROXIES"));
        variables.put("MIGRATE", "at-start");
        return MyApp.open(Settings.read(variables, folder), FakeClock.atNoon()).serving();
    });

    @Test
    void E6_what_helps_development_and_operators_is_not_public() {
        for (var path : List.of("/dev/mailbox", "/dev/mailbox.json", "/metrics", "/docs", "/admin", "/.env")) {
            assertThat(BACKEND.inMemory().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void A4_a_password_that_everybody_guesses_is_refused() {
        var user = new HashMap<>(Fixture.newUser("Ann"));
        user.put("password", "password123");
        var refused = BACKEND.inMemory().post("/api/v1/users", user);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/password");
        assertThat(refused.text()).doesNotContain("password123");
    }

    @Test
    void L2_a_client_cannot_choose_the_address_by_which_it_is_counted() {
        var left = new java.util.HashSet<String>();
        for (var count = 0; count < 3; count++) {
            var reply = BACKEND.inMemory()
                    .with("X-Forwarded-For", "203.0.113." + count)
                    .with("Forwarded", "for=203.0.113." + count)
                    .get("/api/v1/products");
            left.add(reply.header("RateLimit").orElseThrow());
        }
        assertThat(left).as("what is left grows less by each of them").hasSize(3);
    }
}
