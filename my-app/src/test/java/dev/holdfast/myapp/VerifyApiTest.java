package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts that begin with a mail, as {@code VERIFY_EMAIL} has it. */
class VerifyApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK, _ -> {}, Map.of("VERIFY_EMAIL", "on"));

    private final TestClient visitor = BACKEND.inMemory();
    private final Mails mails = new Mails(visitor);

    private Reply register(String email, String password) {
        return visitor.post("/api/v1/users", Map.of("name", "Ann", "email", email, "password", password));
    }

    private Reply prove(String token) {
        return prove(token, PASSWORD);
    }

    private Reply prove(String token, String password) {
        return visitor.post("/api/v1/auth/email/verify", Map.of("token", token, "password", password));
    }

    private int login(String email, String password) {
        return Somebody.login(visitor, email, password).status();
    }

    private static String address() {
        return "v" + UUID.randomUUID().toString().replace("-", "") + "@example.com";
    }

    @Test
    void an_account_begins_when_the_mail_was_read() throws InterruptedException {
        var email = address();
        var reply = register(email, PASSWORD);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.at("/data").propertyNames()).containsExactly("message");
        assertThat(login(email, PASSWORD)).isEqualTo(401);

        var token = mails.awaited(email, 1).token();
        assertThat(prove(token).status()).isEqualTo(204);
        assertThat(prove(token).status()).isEqualTo(422);
        assertThat(login(email, PASSWORD)).isEqualTo(200);
    }

    @Test
    void A2_nobody_learns_by_registering_who_is_registered() throws InterruptedException {
        var taken = register("root@example.com", "some other password");
        var free = register(address(), PASSWORD);

        assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(202);
        assertThat(taken.content()).isEqualTo(free.content());
        assertThat(taken.header("Location")).isEqualTo(free.header("Location"));
        assertThat(mails.awaited("root@example.com", 1).subject()).contains("registered already");
        assertThat(login("root@example.com", "some other password")).isEqualTo(401);
        assertThat(login("root@example.com", PASSWORD)).isEqualTo(200);
    }

    @Test
    void a_mailbox_is_not_filled_by_who_registers_its_address_again() throws InterruptedException {
        // Other tests send mails there too, and move the clock.
        var before = mails.to("root@example.com").size();
        for (var index = 0; index < 12; index++) {
            assertThat(register("root@example.com", PASSWORD).status()).isEqualTo(202);
        }
        var last = address();
        register(last, PASSWORD);
        mails.awaited(last, 1);
        assertThat(mails.to("root@example.com")).hasSizeBetween(1, before + 5);
    }

    @Test
    void who_registered_an_address_that_is_not_theirs_does_not_get_in_when_its_owner_begins()
            throws InterruptedException {
        var email = address();
        var links = new ArrayList<String>();
        for (var time = 1; time <= 5; time++) {
            register(email, "password of a stranger");
            links.add(mails.awaited(email, time).token());
        }
        register(email, PASSWORD);

        assertThat(prove(links.getLast(), PASSWORD).status()).isEqualTo(204);

        assertThat(login(email, PASSWORD)).isEqualTo(200);
        assertThat(login(email, "password of a stranger")).isEqualTo(401);
        for (var link : links) {
            assertThat(prove(link, "password of a stranger").status()).isEqualTo(422);
        }
    }

    @Test
    void the_password_comes_with_the_link_and_is_held_to_the_rules() throws InterruptedException {
        var email = address();
        register(email, PASSWORD);
        var token = mails.awaited(email, 1).token();

        for (var body : List.of(
                Map.of("token", token),
                Map.of("token", token, "password", "short"),
                Map.of("token", token, "password", email))) {
            var refused = visitor.post("/api/v1/auth/email/verify", body);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.textAt("/errors/0/pointer")).isEqualTo("/password");
        }
        assertThat(prove(token).status()).isEqualTo(204);
    }

    @Test
    void the_program_is_told_of_an_account_however_it_begins() throws InterruptedException {
        var email = address();
        register(email, PASSWORD);
        mails.awaited(email, 1);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", email));
        var token = mails.awaited(email, 2).token();
        visitor.post("/api/v1/auth/password/reset", Map.of("token", token, "password", "another one"));

        var ann = Somebody.signedIn(visitor, email, "another one");
        var root = Somebody.signedIn(visitor, "root@example.com", PASSWORD);
        assertThat(root.client()
                        .get("/api/v1/auth/events?kind=ADDRESS_VERIFIED&user=" + ann.id())
                        .at("/data/events"))
                .hasSize(1);
    }

    @Test
    void who_is_disabled_before_they_have_begun_does_not_begin() throws InterruptedException {
        var email = address();
        register(email, PASSWORD);
        var token = mails.awaited(email, 1).token();
        var root = Somebody.signedIn(visitor, "root@example.com", PASSWORD).client();
        var id = root.get("/api/v1/users?search=" + email).textAt("/data/users/0/id");

        assertThat(root.post("/api/v1/users/" + id + "/disable", "").status()).isEqualTo(204);

        assertThat(prove(token).status()).isEqualTo(422);
        assertThat(login(email, PASSWORD)).isEqualTo(401);
    }

    @Test
    void a_link_is_good_for_a_day() throws InterruptedException {
        var email = address();
        register(email, PASSWORD);
        var token = mails.awaited(email, 1).token();
        CLOCK.advance(Duration.ofHours(24));

        assertThat(prove(token).status()).isEqualTo(422);
        register(email, PASSWORD);
        assertThat(prove(mails.awaited(email, 2).token()).status()).isEqualTo(204);
    }

    @Test
    void who_never_read_the_mail_may_begin_by_a_new_password() throws InterruptedException {
        var email = address();
        register(email, PASSWORD);
        mails.awaited(email, 1);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", email));
        var token = mails.awaited(email, 2).token();

        assertThat(visitor.post("/api/v1/auth/password/reset", Map.of("token", token, "password", "another one"))
                        .status())
                .isEqualTo(204);
        assertThat(login(email, "another one")).isEqualTo(200);
    }
}
