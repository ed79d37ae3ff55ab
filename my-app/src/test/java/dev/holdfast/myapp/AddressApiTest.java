package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changing the address of an account, as a client sees it. */
class AddressApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    private final TestClient visitor = BACKEND.inMemory();
    private final Mails mails = new Mails(visitor);

    private static String address() {
        return "n" + UUID.randomUUID().toString().replace("-", "") + "@example.com";
    }

    private static Reply ask(Somebody who, String email, String password) {
        return who.client().patch("/api/v1/auth/email", Map.of("email", email, "password", password));
    }

    private Reply prove(String token) {
        return visitor.post("/api/v1/auth/email/verify", Map.of("token", token));
    }

    @Test
    void an_address_changes_when_its_mail_was_read_and_the_former_one_is_told() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var wanted = address();

        assertThat(ask(ann, " " + wanted.toUpperCase(Locale.ROOT), PASSWORD).status())
                .isEqualTo(202);
        assertThat(Somebody.login(visitor, wanted, PASSWORD).status()).isEqualTo(401);

        assertThat(prove(mails.awaited(wanted, 1).token()).status()).isEqualTo(204);
        assertThat(Somebody.login(visitor, wanted, PASSWORD).status()).isEqualTo(200);
        assertThat(Somebody.login(visitor, ann.email(), PASSWORD).status()).isEqualTo(401);
        assertThat(mails.awaited(ann.email(), 1).subject()).contains("address was changed");
        assertThat(ann.isIn()).isTrue();
    }

    @Test
    void it_takes_the_password() {
        var ann = Somebody.at(BACKEND);
        var wanted = address();

        var reply = ask(ann, wanted, "guess");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.textAt("/errors/0/pointer")).isEqualTo("/password");
        assertThat(mails.to(wanted)).isEmpty();
    }

    @Test
    void a_link_is_good_once_and_for_an_hour() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var wanted = address();
        ask(ann, wanted, PASSWORD);
        var token = mails.awaited(wanted, 1).token();
        CLOCK.advance(Duration.ofHours(1));
        assertThat(prove(token).status()).isEqualTo(422);

        var again = ann.elsewhere();
        ask(again, wanted, PASSWORD);
        var second = mails.awaited(wanted, 2).token();
        assertThat(prove(second).status()).isEqualTo(204);
        assertThat(prove(second).status()).isEqualTo(422);
    }

    @Test
    void an_address_somebody_else_has_is_refused_to_who_reads_its_mail_and_to_nobody_before()
            throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        var bob = Somebody.at(BACKEND);

        assertThat(ask(ann, bob.email(), PASSWORD).content())
                .isEqualTo(ask(ann, address(), PASSWORD).content());

        assertThat(prove(mails.awaited(bob.email(), 1).token()).status()).isEqualTo(409);
        assertThat(Somebody.login(visitor, bob.email(), PASSWORD).textAt("/data/user/id"))
                .isEqualTo(bob.id());
    }

    @Test
    void a_link_for_a_new_password_in_the_former_mailbox_opens_nothing_any_more() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()));
        var reset = mails.awaited(ann.email(), 1).token();
        var wanted = address();
        ask(ann, wanted, PASSWORD);
        assertThat(prove(mails.awaited(wanted, 1).token()).status()).isEqualTo(204);

        assertThat(visitor.post("/api/v1/auth/password/reset", Map.of("token", reset, "password", "another one"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_mailbox_is_not_filled_by_many_who_want_its_address() {
        var wanted = address();
        for (var index = 0; index < 4; index++) {
            var somebody = Somebody.at(BACKEND);
            assertThat(ask(somebody, wanted, PASSWORD).status()).isEqualTo(202);
            assertThat(ask(somebody, wanted, PASSWORD).status()).isEqualTo(202);
        }
        assertThat(mails.to(wanted)).hasSize(5);
    }

    @Test
    void no_link_outlives_the_password_it_was_asked_for_with() throws Exception {
        for (var round = 0; round < 25; round++) {
            var ann = Somebody.at(BACKEND);
            var thief = ann.elsewhere();
            var wanted = address();
            var asked = new ArrayList<Callable<Reply>>();
            asked.add(() -> ann.client()
                    .patch("/api/v1/auth/password", Map.of("current", PASSWORD, "password", "another password")));
            asked.addAll(Collections.nCopies(4, () -> ask(thief, wanted, PASSWORD)));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(asked);
            }
            for (var mail : mails.to(wanted)) {
                assertThat(prove(mail.token()).status()).as("round " + round).isEqualTo(422);
            }
        }
    }

    @Test
    void a_link_for_one_thing_is_good_for_nothing_else() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()));
        var reset = mails.awaited(ann.email(), 1).token();

        assertThat(prove(reset).status()).isEqualTo(422);
        assertThat(visitor.post("/api/v1/auth/password/reset", Map.of("token", reset, "password", "another one"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void what_is_no_address_is_refused() {
        var ann = Somebody.at(BACKEND);
        for (var text : new String[] {"", "x", "a@b\r\nBcc: c@d.example", "@", "a b@example.com"}) {
            assertThat(ask(ann, text, PASSWORD).status()).as(text).isEqualTo(400);
        }
    }
}
