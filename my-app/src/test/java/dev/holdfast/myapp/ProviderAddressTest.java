package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.myapp.FakeProvider.Person;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in with another provider where addresses are verified here too. */
class ProviderAddressTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    static final FakeProvider PROVIDER = new FakeProvider(CLOCK);

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK, _ -> {}, verifying());

    private final TestClient visitor = BACKEND.inMemory();
    private final String name = "u" + UUID.randomUUID().toString().replace("-", "");
    private final String email = name + "@example.com";

    private static Map<String, String> verifying() {
        var settings = new HashMap<>(PROVIDER.settings());
        settings.put("VERIFY_EMAIL", "on");
        return settings;
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    private String register() throws InterruptedException {
        assertThat(visitor.post("/api/v1/users", Fixture.newUser(name)).status())
                .isEqualTo(202);
        return new Mails(visitor).secret(email, "verify");
    }

    private int verify(String secret) {
        return visitor.post("/api/v1/auth/email/verify", Map.of("token", secret, "password", PASSWORD))
                .status();
    }

    private String userByProvider() {
        var back = Browser.signIn(visitor, PROVIDER, Person.of(name, email));
        return Browser.refreshed(visitor, back).textAt("/data/user/id");
    }

    @Test
    void who_has_verified_their_address_here_and_there_is_one_user() throws Exception {
        assertThat(verify(register())).isEqualTo(204);
        var here = Somebody.signedIn(visitor, email, PASSWORD);

        assertThat(userByProvider()).isEqualTo(here.id());
        assertThat(here.isIn()).isTrue();
        assertThat(Somebody.login(visitor, email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void who_registers_with_the_address_of_somebody_else_gets_nothing_when_they_come() throws Exception {
        var secret = register();
        var id = userByProvider();

        assertThat(verify(secret)).isEqualTo(422);
        assertThat(Somebody.login(visitor, email, PASSWORD).status()).isEqualTo(401);
        assertThat(userByProvider()).isEqualTo(id);
    }
}
