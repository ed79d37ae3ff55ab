package dev.holdfast.docs.club;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program that has a say in the life of its accounts. */
class ClubTest {

    private static final AtomicReference<Club> CLUB = new AtomicReference<>();
    private static final String PASSWORD = "open sesame, please";

    @RegisterExtension
    static final Backend BACKEND = Backend.of(folder -> {
        var club = new Club(folder, FakeClock.atNoon());
        CLUB.set(club);
        return club.serving();
    });

    private static Club club() {
        return Objects.requireNonNull(CLUB.get(), "the backend starts first");
    }

    private static Reply login(String email) {
        return BACKEND.inMemory().post("/api/v1/auth/login", Map.of("email", email, "password", PASSWORD));
    }

    @Test
    void it_hears_of_who_registers_and_adds_what_it_likes_to_their_tokens() throws Exception {
        club().register("Ann", "ann@club.example", new Password(PASSWORD));

        assertThat(club().doorman().welcomed()).contains("ann@club.example");
        var token = login("ann@club.example").textAt("/data/accessToken");
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getStringClaim("member_of")).isEqualTo("the club");
        assertThat(claims.getStringListClaim("roles")).containsExactly("USER");
    }

    @Test
    void it_refuses_whom_it_does_not_want_after_their_password_was_right_and_not_before() {
        club().register("Bob", "bob@banned.example", new Password(PASSWORD));

        assertThat(login("bob@banned.example").status()).isEqualTo(403);
        assertThat(BACKEND.inMemory()
                        .post("/api/v1/auth/login", Map.of("email", "bob@banned.example", "password", "a guess"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void it_writes_its_own_mails() throws InterruptedException {
        club().register("Cy", "cy@club.example", new Password(PASSWORD));
        BACKEND.inMemory().post("/api/v1/auth/password/forgot", Map.of("email", "cy@club.example"));

        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (club().mailbox().mails().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(club().mailbox().mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Neues Passwort"))
                .satisfies(mail -> assertThat(mail.text()).contains("#reset="));
    }
}
