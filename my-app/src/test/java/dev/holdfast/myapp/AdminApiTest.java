package dev.holdfast.myapp;

import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What admins do to the accounts of others, as a client sees it. */
class AdminApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK);

    /** Each test signs in from somewhere else: from one address only so many may try. */
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private final TestClient visitor = BACKEND.inMemory();
    private final Somebody admin = Somebody.signedIn(
            visitor.with("X-Forwarded-For", "203.0.113." + ADDRESS.incrementAndGet()), "root@example.com", PASSWORD);
    private final TestClient root = admin.client();

    private int login(Somebody who) {
        return Somebody.login(visitor, who.email(), PASSWORD).status();
    }

    private static String users(String id, String what) {
        return "/api/v1/users/" + id + "/" + what;
    }

    @Test
    void J11_who_is_disabled_is_out_at_once_and_does_not_get_in_again_until_enabled() {
        var ann = Somebody.at(BACKEND);

        assertThat(root.post(users(ann.id(), "disable"), "").status()).isEqualTo(204);

        assertThat(ann.isIn()).isFalse();
        assertThat(ann.canRefresh()).isFalse();
        var refused = Somebody.login(visitor, ann.email(), PASSWORD);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.textAt("/code")).isEqualTo("account_disabled");
        assertThat(Somebody.login(visitor, ann.email(), "not the password").status())
                .isEqualTo(401);

        assertThat(root.post(users(ann.id(), "enable"), "").status()).isEqualTo(204);
        assertThat(login(ann)).isEqualTo(200);
        assertThat(ann.isIn()).isFalse();
    }

    @Test
    void who_is_disabled_gets_no_mail_to_set_a_password() throws InterruptedException {
        var ann = Somebody.at(BACKEND);
        root.post(users(ann.id(), "disable"), "");
        var bob = Somebody.at(BACKEND);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()));
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", bob.email()));

        var mails = new Mails(visitor);
        mails.awaited(bob.email(), 1);
        assertThat(mails.to(ann.email())).isEmpty();
    }

    @Test
    void a_role_holds_from_the_next_request_on() {
        var ann = Somebody.at(BACKEND);
        assertThat(ann.client().get("/api/v1/users").status()).isEqualTo(403);

        var made = root.patch(users(ann.id(), "role"), Map.of("role", "ADMIN"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("/data/user/role")).isEqualTo("ADMIN");
        assertThat(ann.client().get("/api/v1/users").status()).isEqualTo(200);

        root.patch(users(ann.id(), "role"), Map.of("role", "USER"));
        assertThat(ann.client().get("/api/v1/users").status()).isEqualTo(403);
    }

    @Test
    void nobody_takes_the_last_admin_away_by_mistake() {
        assertThat(root.patch(users(admin.id(), "role"), Map.of("role", "USER")).status())
                .isEqualTo(409);
        assertThat(root.post(users(admin.id(), "disable"), "").status()).isEqualTo(409);
        assertThat(admin.isIn()).isTrue();
    }

    @Test
    void an_admin_sees_where_somebody_is_signed_in_and_ends_it() {
        var ann = Somebody.at(BACKEND);
        ann.elsewhere();

        assertThat(root.get(users(ann.id(), "sessions")).at("/data/sessions")).hasSize(2);
        assertThat(root.delete(users(ann.id(), "sessions")).status()).isEqualTo(204);

        assertThat(ann.isIn()).isFalse();
        assertThat(login(ann)).isEqualTo(200);
    }

    @Test
    void an_account_that_is_not_there_is_404() {
        for (var id : List.of("00000000-0000-7000-8000-000000000000", "x", "%24gt")) {
            assertThat(root.post(users(id, "disable"), "").status()).isEqualTo(404);
            assertThat(root.post(users(id, "enable"), "").status()).isEqualTo(404);
            assertThat(root.delete(users(id, "sessions")).status()).isEqualTo(404);
        }
    }

    @Test
    void users_are_found_by_what_is_in_their_name_or_address() {
        var ann = Somebody.at(BACKEND);
        var found =
                root.get("/api/v1/users?search=" + ann.email().substring(0, 20).toUpperCase(Locale.ROOT));

        assertThat(found.at("/data/users")).hasSize(1);
        assertThat(found.textAt("/data/users/0/id")).isEqualTo(ann.id());
        assertThat(root.get("/api/v1/users?search=%25").at("/data/users")).isEmpty();
        assertThat(root.get("/api/v1/users?search=").status()).isEqualTo(400);
    }

    private List<String> kindsOf(Somebody who) {
        var kinds = new ArrayList<String>();
        for (var event :
                root.get("/api/v1/auth/events?limit=200&user=" + who.id()).at("/data/events")) {
            kinds.add(event.at("/kind").stringValue());
        }
        return kinds;
    }

    @Test
    void E4_what_happens_to_an_account_is_written_down_for_the_admin() {
        var ann = Somebody.at(BACKEND);
        List<Runnable> steps = List.of(
                () -> Somebody.login(visitor, ann.email(), "a wrong one"),
                () -> ann.client()
                        .patch("/api/v1/auth/password", Map.of("current", PASSWORD, "password", "another password")),
                () -> ann.client().post("/api/v1/auth/logout", Map.of()),
                () -> root.patch(users(ann.id(), "role"), Map.of("role", "ADMIN")),
                () -> root.post(users(ann.id(), "disable"), ""),
                () -> root.post(users(ann.id(), "enable"), ""),
                () -> root.delete("/api/v1/users/" + ann.id()));
        for (var step : steps) {
            CLOCK.advance(Duration.ofMillis(1));
            step.run();
        }

        assertThat(kindsOf(ann)).contains("REGISTERED", "SIGNED_IN");
        assertThat(kindsOf(ann).reversed())
                .endsWith(
                        "SIGN_IN_REFUSED",
                        "PASSWORD_CHANGED",
                        "SIGNED_OUT",
                        "ROLE_CHANGED",
                        "DISABLED",
                        "ENABLED",
                        "DELETED");
    }

    @Test
    void E4_an_event_says_who_did_it_from_where_and_under_which_id_the_log_tells_more() {
        var ann = Somebody.at(BACKEND);
        var reply = root.with("X-Forwarded-For", "203.0.113.77").post(users(ann.id(), "disable"), "");

        var event =
                root.get("/api/v1/auth/events?kind=DISABLED&user=" + ann.id()).at("/data/events/0");
        assertThat(event.at("/actor").stringValue()).isEqualTo("user " + admin.id());
        assertThat(event.at("/address").stringValue()).isEqualTo("203.0.113.77");
        assertThat(event.at("/requestId").stringValue())
                .isEqualTo(reply.header("X-Request-Id").orElseThrow());
        assertThat(event.at("/at").stringValue()).isEqualTo(CLOCK.instant().toString());
    }

    @Test
    void events_come_page_by_page() {
        var ann = Somebody.at(BACKEND);
        for (var index = 0; index < 4; index++) {
            root.post(users(ann.id(), index % 2 == 0 ? "disable" : "enable"), "");
        }
        var first = root.get("/api/v1/auth/events?limit=4&user=" + ann.id());
        var next = first.textAt("/page/next");
        var second = root.get("/api/v1/auth/events?limit=4&user=" + ann.id() + "&cursor=" + next);

        assertThat(first.at("/data/events")).hasSize(4);
        assertThat(second.at("/data/events")).hasSize(2);
        assertThat(root.get("/api/v1/auth/events?kind=NONSENSE").status()).isEqualTo(400);
        assertThat(root.get("/api/v1/auth/events?limit=201").status()).isEqualTo(400);
    }
}
