package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords forgotten, set anew and changed, as a client sees them. */
class PasswordApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    private static final String OTHER = "another password";

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private final TestClient visitor = BACKEND.inMemory();
    private final Mails mails = new Mails(visitor);

    private Reply forgot(String email) {
        return visitor.post("/api/v1/auth/password/forgot", Map.of("email", email));
    }

    private Reply reset(String token, String password) {
        return visitor.post("/api/v1/auth/password/reset", Map.of("token", token, "password", password));
    }

    private static Reply change(Somebody who, String current, String password) {
        return who.client().patch("/api/v1/auth/password", Map.of("current", current, "password", password));
    }

    private int login(Somebody who, String password) {
        return Somebody.login(visitor, who.email(), password).status();
    }

    private String tokenOf(Somebody who) throws InterruptedException {
        assertThat(forgot(who.email()).status()).isEqualTo(202);
        return mails.awaited(who.email(), 1).token();
    }

    @Test
    void A8_who_forgot_their_password_sets_another_by_a_mail_and_is_out_everywhere_else() throws InterruptedException {
        var ann = Somebody.at(BACKEND);

        assertThat(reset(tokenOf(ann), OTHER).status()).isEqualTo(204);

        assertThat(ann.isIn()).isFalse();
        assertThat(ann.canRefresh()).isFalse();
        assertThat(login(ann, PASSWORD)).isEqualTo(401);
        assertThat(login(ann, OTHER)).isEqualTo(200);
        assertThat(mails.awaited(ann.email(), 2).subject()).contains("password was changed");
    }

    @Test
    void A8_a_link_is_good_once_and_a_better_one_takes_the_others_with_it() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var first = tokenOf(ann);
        forgot(ann.email());
        var second = mails.awaited(ann.email(), 2).token();

        assertThat(reset(second, OTHER).status()).isEqualTo(204);
        assertThat(reset(second, PASSWORD).status()).isEqualTo(422);
        assertThat(reset(first, PASSWORD).status()).isEqualTo(422);
        assertThat(login(ann, OTHER)).isEqualTo(200);
    }

    @Test
    void A8_a_link_is_good_for_thirty_minutes() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var token = tokenOf(ann);
        CLOCK.advance(Duration.ofMinutes(30));

        assertThat(reset(token, OTHER).status()).isEqualTo(422);
        assertThat(login(ann, PASSWORD)).isEqualTo(200);
    }

    @Test
    void a_password_that_is_refused_leaves_the_link_good() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var token = tokenOf(ann);

        assertThat(reset(token, "short").status()).isEqualTo(400);
        assertThat(reset(token, OTHER).status()).isEqualTo(204);
    }

    @Test
    void ones_own_address_is_no_password_by_a_link_either() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var token = tokenOf(ann);

        assertThat(reset(token, ann.email()).status()).isEqualTo(400);
        assertThat(reset(token, OTHER).status()).isEqualTo(204);
    }

    @Test
    void A3_who_sets_a_password_by_a_mail_is_not_held_up_by_who_guesses() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        for (var number = 1; number < 40; number++) {
            Somebody.login(visitor.with("X-Forwarded-For", "198.51.100." + number), ann.email(), "a guess");
        }
        var owner = visitor.with("X-Forwarded-For", "203.0.113.77");
        assertThat(Somebody.login(owner, ann.email(), PASSWORD).status()).isEqualTo(429);

        assertThat(owner.post("/api/v1/auth/password/reset", Map.of("token", tokenOf(ann), "password", OTHER))
                        .status())
                .isEqualTo(204);
        for (var number = 40; number < 80; number++) {
            Somebody.login(visitor.with("X-Forwarded-For", "198.51.100." + number), ann.email(), "a guess");
        }
        assertThat(Somebody.login(owner, ann.email(), OTHER).status()).isEqualTo(200);
    }

    @Test
    void A2_nobody_learns_by_a_forgotten_password_who_is_registered() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var known = forgot(" " + ann.email().toUpperCase(Locale.ROOT));
        var unknown = forgot(UUID.randomUUID() + "@example.com");

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.content()).isEqualTo(known.content());
        assertThat(mails.awaited(ann.email(), 1).subject()).contains("new password");
    }

    @Test
    void a_mailbox_is_not_filled_by_others() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 12; index++) {
            var client = visitor.with("X-Forwarded-For", "198.51.100." + index);
            assertThat(client.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()))
                            .status())
                    .isEqualTo(202);
        }
        var last = Somebody.at(BACKEND);
        forgot(last.email());
        mails.awaited(last.email(), 1);
        assertThat(mails.to(ann.email())).hasSize(5);
    }

    @Test
    void whose_links_have_all_ended_gets_another_at_once() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 5; index++) {
            var client = visitor.with("X-Forwarded-For", "198.51.100." + index);
            client.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()));
        }
        mails.awaited(ann.email(), 5);
        CLOCK.advance(Duration.ofMinutes(31));

        forgot(ann.email());
        assertThat(reset(mails.awaited(ann.email(), 6).token(), OTHER).status()).isEqualTo(204);
    }

    @Test
    void what_came_by_no_mail_sets_no_password() {
        for (var token : new String[] {"", "x", "A".repeat(64), "A".repeat(1_000)}) {
            assertThat(reset(token, OTHER).status()).as(token).isEqualTo(422);
        }
        assertThat(reset("A".repeat(1_001), OTHER).status()).isEqualTo(400);
    }

    @Test
    void A7_a_password_is_changed_with_the_old_one_and_ends_all_other_sessions() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var elsewhere = ann.elsewhere();

        assertThat(change(ann, PASSWORD, OTHER).status()).isEqualTo(204);

        assertThat(ann.isIn()).isTrue();
        assertThat(elsewhere.isIn()).isFalse();
        assertThat(elsewhere.canRefresh()).isFalse();
        assertThat(login(ann, PASSWORD)).isEqualTo(401);
        assertThat(login(ann, OTHER)).isEqualTo(200);
        assertThat(mails.awaited(ann.email(), 1).subject()).contains("password was changed");
    }

    @Test
    void A7_with_the_wrong_old_password_nothing_changes() {
        var ann = Somebody.at(BACKEND);

        var reply = change(ann, "not the one", OTHER);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.textAt("/errors/0/pointer")).isEqualTo("/current");
        assertThat(ann.isIn()).isTrue();
        assertThat(login(ann, PASSWORD)).isEqualTo(200);
    }

    @Test
    void A7_of_many_who_change_a_password_at_once_one_does() throws Exception {
        var ann = Somebody.at(BACKEND);
        var changes = new ArrayList<Callable<Integer>>();
        for (var index = 0; index < 8; index++) {
            var elsewhere = ann.elsewhere();
            var wanted = OTHER + index;
            changes.add(() -> change(elsewhere, PASSWORD, wanted).status());
        }
        var changed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var status : threads.invokeAll(changes)) {
                changed += status.get() == 204 ? 1 : 0;
            }
        }
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void A3_a_stolen_access_token_cannot_guess_the_password_for_long() {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 10; index++) {
            assertThat(change(ann, "guess " + index, OTHER).status()).isEqualTo(400);
        }
        var refused = change(ann, PASSWORD, OTHER);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void what_somebody_is_called_is_no_password() {
        var name = "u" + UUID.randomUUID().toString().replace("-", "");
        for (var password : new String[] {name, name + "@example.com", name.toUpperCase(Locale.ROOT)}) {
            var reply = visitor.post(
                    "/api/v1/users", Map.of("name", name, "email", name + "@example.com", "password", password));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.textAt("/errors/0/pointer")).isEqualTo("/password");
        }
    }
}
