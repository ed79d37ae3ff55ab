package dev.holdfast.myapp;

import static dev.holdfast.myapp.Browser.failure;
import static dev.holdfast.myapp.Browser.refreshed;
import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.myapp.FakeProvider.Person;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in with another provider: who comes in, and as whom. */
class ProviderSignInTest {

    static final FakeClock CLOCK = FakeClock.atNoon();
    static final FakeProvider PROVIDER = new FakeProvider(CLOCK);

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(CLOCK, _ -> {}, PROVIDER.settings());

    private final TestClient visitor = BACKEND.inMemory();
    private final String subject = "s" + UUID.randomUUID();
    private final String email = "e" + UUID.randomUUID() + "@example.com";

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    private Person ann() {
        return Person.of(subject, email);
    }

    private Reply signIn(Person person) {
        return Browser.signIn(visitor, PROVIDER, person);
    }

    private TestClient admin() {
        return visitor.signedIn("root@example.com", PASSWORD);
    }

    private String userOf(Reply back) {
        assertThat(Browser.place(back)).isEqualTo(Browser.HOME + "#signed-in");
        return refreshed(visitor, back).textAt("/data/user/id");
    }

    @Test
    void somebody_new_becomes_a_user_and_is_signed_in_by_a_cookie_alone() {
        var back = signIn(ann());

        assertThat(back.status()).isEqualTo(303);
        assertThat(Browser.place(back)).isEqualTo(Browser.HOME + "#signed-in");
        assertThat(back.content()).isEmpty();
        assertThat(back.header("Cache-Control")).contains("no-store");
        assertThat(Browser.set(back, "__Host-refresh")).contains("; Secure; HttpOnly; SameSite=Strict");
        assertThat(Browser.set(back, "__Host-provider"))
                .startsWith("__Host-provider=;")
                .contains("Max-Age=0");
        var user = refreshed(visitor, back);
        assertThat(user.textAt("/data/user/email")).isEqualTo(email);
        assertThat(user.textAt("/data/user/name")).isEqualTo("Ann of the provider");
        assertThat(user.textAt("/data/user/role")).isEqualTo("USER");
    }

    @Test
    void who_comes_again_is_the_same_user_whatever_their_address_is_by_now() {
        var first = userOf(signIn(ann()));

        assertThat(userOf(signIn(ann()))).isEqualTo(first);
        assertThat(userOf(signIn(Person.of(subject, "other-" + email)))).isEqualTo(first);
        assertThat(userOf(signIn(new Person(subject, Map.of("email", ""))))).isEqualTo(first);
    }

    @Test
    void the_record_tells_of_the_link_and_of_each_sign_in() {
        var id = userOf(signIn(ann()));
        signIn(ann());

        var events = new ArrayList<String>();
        for (var event : admin().get("/api/v1/auth/events?user=" + id).at("/data/events")) {
            events.add(
                    event.at("/kind").stringValue() + " " + event.at("/detail").stringValue());
        }

        assertThat(events)
                .containsExactlyInAnyOrder(
                        "REGISTERED ", "PROVIDER_LINKED oidc", "SIGNED_IN by oidc", "SIGNED_IN by oidc");
    }

    @Test
    void whose_address_is_not_verified_does_not_come_in() {
        for (var claims : List.<Map<String, Object>>of(
                Map.of("email", email),
                Map.of("email", email, "email_verified", false),
                Map.of("email", email, "email_verified", "false"),
                Map.of("email", email, "email_verified", 1),
                Map.of("email", " ", "email_verified", true),
                Map.of("email", "M\u0130KE-" + email, "email_verified", true),
                Map.of("email", "mi\u212ae-" + email, "email_verified", true),
                Map.of("email", List.of(email), "email_verified", true))) {
            assertThat(failure(signIn(new Person(subject, claims))))
                    .as(claims.toString())
                    .isEqualTo("address_not_verified");
        }
        assertThat(failure(signIn(new Person(subject, Map.of("email", "no address", "email_verified", true)))))
                .isEqualTo("refused");
    }

    @Test
    void some_providers_write_the_truth_as_a_text_and_addresses_in_capitals() {
        var person = new Person(
                subject, Map.of("email", " " + email.toUpperCase(java.util.Locale.ROOT), "email_verified", "true"));

        var user = refreshed(visitor, signIn(person));

        assertThat(user.textAt("/data/user/email")).isEqualTo(email);
        assertThat(user.textAt("/data/user/name")).isEqualTo(email.substring(0, email.indexOf('@')));
    }

    @Test
    void a_name_of_any_length_becomes_one_that_fits() {
        var person = new Person(
                subject, Map.of("email", email, "email_verified", true, "name", "x" + "\ud83d\ude00".repeat(80)));

        assertThat(refreshed(visitor, signIn(person)).textAt("/data/user/name"))
                .isEqualTo("x" + "\ud83d\ude00".repeat(49));
    }

    @Test
    void who_tells_no_address_in_the_token_is_asked_beside_it() {
        PROVIDER.answer("/users", exchange -> {
            var isAllowed =
                    "Bearer opens the users".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            FakeProvider.json(
                    exchange, isAllowed ? 200 : 401, Map.of("sub", subject, "email", email, "email_verified", true));
        });

        assertThat(refreshed(visitor, signIn(new Person(subject, Map.of()))).textAt("/data/user/email"))
                .isEqualTo(email);
        assertThat(failure(signIn(new Person("somebody else", Map.of())))).isEqualTo("token_refused");
    }

    @Test
    void nobody_comes_into_an_account_whose_address_was_never_shown_to_be_theirs() {
        var early = Somebody.at(BACKEND);

        assertThat(failure(signIn(Person.of(subject, early.email())))).isEqualTo("address_taken");
        assertThat(failure(signIn(Person.of(subject, early.email())))).isEqualTo("address_taken");
        assertThat(early.isIn()).isTrue();
    }

    @Test
    void who_has_set_their_password_by_mail_comes_in_by_a_provider_too() throws Exception {
        var ann = Somebody.at(BACKEND);
        assertThat(visitor.post("/api/v1/auth/password/forgot", Map.of("email", ann.email()))
                        .status())
                .isEqualTo(202);
        var token = new Mails(visitor).secret(ann.email(), "reset");
        assertThat(visitor.post("/api/v1/auth/password/reset", Map.of("token", token, "password", "another-password"))
                        .status())
                .isEqualTo(204);

        assertThat(userOf(signIn(Person.of(subject, ann.email())))).isEqualTo(ann.id());
        assertThat(Somebody.login(visitor, ann.email(), "another-password").status())
                .isEqualTo(200);
    }

    @Test
    void who_has_no_password_signs_in_by_none_and_sets_one_by_mail() throws Exception {
        var id = userOf(signIn(ann()));
        assertThat(Somebody.login(visitor, email, "").status()).isEqualTo(401);
        assertThat(Somebody.login(visitor, email, PASSWORD).status()).isEqualTo(401);
        visitor.post("/api/v1/auth/password/forgot", Map.of("email", email));
        visitor.post(
                "/api/v1/auth/password/reset",
                Map.of("token", new Mails(visitor).secret(email, "reset"), "password", PASSWORD));

        assertThat(Somebody.signedIn(visitor, email, PASSWORD).id()).isEqualTo(id);
        assertThat(userOf(signIn(ann()))).isEqualTo(id);
    }

    @Test
    void who_is_disabled_stays_out() {
        var id = userOf(signIn(ann()));
        assertThat(admin().post("/api/v1/users/" + id + "/disable", Map.of()).status())
                .isEqualTo(204);

        assertThat(failure(signIn(ann()))).isEqualTo("account_disabled");
        assertThat(failure(signIn(Person.of("another-" + subject, email)))).isEqualTo("account_disabled");

        assertThat(admin().post("/api/v1/users/" + id + "/enable", Map.of()).status())
                .isEqualTo(204);
        assertThat(userOf(signIn(ann()))).isEqualTo(id);
    }

    @Test
    void who_was_deleted_begins_anew() {
        var first = userOf(signIn(ann()));
        assertThat(admin().delete("/api/v1/users/" + first).status()).isEqualTo(204);

        assertThat(userOf(signIn(ann()))).isNotEqualTo(first);
    }

    @Test
    void the_same_person_in_many_windows_at_once_is_one_user() throws Exception {
        var users = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Reply>>();
            for (var index = 0; index < 8; index++) {
                var browser = Browser.begin(visitor);
                var query = PROVIDER.approve(browser.page(), ann());
                tasks.add(() -> browser.back(query));
            }
            for (var reply : threads.invokeAll(tasks)) {
                users.add(userOf(reply.get()));
            }
        }

        assertThat(users).hasSize(1);
        assertThat(admin().get("/api/v1/users?limit=100").at("/data/users"))
                .filteredOn(user -> user.at("/email").stringValue().equals(email))
                .hasSize(1);
    }

    @Test
    void a_browser_that_has_not_begun_does_not_end() {
        var mine = Browser.begin(visitor);
        var theirs = Browser.begin(visitor);
        var query = PROVIDER.approve(mine.page(), ann());
        var forged = mine.cookie().substring(0, mine.cookie().length() - 2) + "AA";
        var longer = mine.cookie().replace("oidc.", "oidc.9");
        for (var cookie :
                List.of(theirs.cookie(), forged, longer, "__Host-provider=", "__Host-provider=a.b.c", "other=1")) {
            var back = visitor.with("Cookie", cookie).get(Browser.CALLBACK + "?" + query);
            assertThat(failure(back)).as(cookie).isEqualTo("not_begun_here");
        }
        assertThat(failure(visitor.get(Browser.CALLBACK + "?" + query))).isEqualTo("not_begun_here");
        var code = query.substring(0, query.indexOf('&'));
        for (var state :
                List.of("", "&state=", "&state=x", "&state=%zz", query.substring(query.indexOf('&')) + "&state=x")) {
            assertThat(failure(mine.back(code + state))).as(state).isEqualTo("not_begun_here");
        }

        assertThat(userOf(mine.back(query))).isNotEmpty();
    }

    @Test
    void ten_minutes_are_enough() {
        var slow = Browser.begin(visitor);
        var slower = Browser.begin(visitor);
        CLOCK.advance(Duration.ofMinutes(10).minusSeconds(2));
        assertThat(userOf(slow.back(PROVIDER.approve(slow.page(), ann())))).isNotEmpty();
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(failure(slower.back(PROVIDER.approve(slower.page(), ann())))).isEqualTo("not_begun_here");
    }

    @Test
    void a_code_is_good_once_and_for_who_has_begun() {
        var browser = Browser.begin(visitor);
        var query = PROVIDER.approve(browser.page(), ann());
        assertThat(userOf(browser.back(query))).isNotEmpty();
        assertThat(failure(browser.back(query))).isEqualTo("provider_refused");

        var other = Browser.begin(visitor);
        var stolen = PROVIDER.approve(Browser.begin(visitor).page(), ann());
        var ofOther = FakeProvider.form(other.page().getRawQuery()).get("state");
        assertThat(failure(other.back(stolen.substring(0, stolen.indexOf("state=")) + "state=" + ofOther)))
                .isEqualTo("provider_refused");
    }

    @Test
    void who_says_no_at_the_provider_is_told_so() {
        var browser = Browser.begin(visitor);
        var state = "&state=" + FakeProvider.form(browser.page().getRawQuery()).get("state");

        assertThat(failure(browser.back("error=access_denied" + state))).isEqualTo("cancelled");
        assertThat(failure(browser.back("error=server_error%0a&error_description=x" + state)))
                .isEqualTo("provider_refused");
        assertThat(failure(browser.back("a=b" + state))).isEqualTo("provider_refused");
        assertThat(failure(browser.back("error=access_denied"))).isEqualTo("not_begun_here");
    }

    @Test
    void I10_whatever_a_request_says_it_leads_to_the_provider_or_home() {
        var evil = "https%3A%2F%2Fevil.example%2F";
        var more = "redirect_uri=" + evil + "&page=" + evil + "&return_to=" + evil + "&next=//evil.example";
        var client = visitor.with("Host", "evil.example")
                .with("X-Forwarded-Host", "evil.example")
                .with("Origin", "https://evil.example");
        var begun = client.get(Browser.ROUTE + "?" + more);
        var page = java.net.URI.create(Browser.place(begun));
        assertThat(page.getAuthority())
                .isEqualTo(java.net.URI.create(PROVIDER.issuer()).getAuthority());
        assertThat(FakeProvider.form(page.getRawQuery()))
                .containsEntry("redirect_uri", "http://localhost:3000/api/v1/auth/providers/oidc/callback");
        assertThat(Browser.place(begun)).doesNotContain("evil");

        var browser = new Browser(client, page, Browser.kept(begun, "__Host-provider"));
        assertThat(Browser.place(browser.back(PROVIDER.approve(page, ann()) + "&" + more)))
                .isEqualTo(Browser.HOME + "#signed-in");
        assertThat(failure(client.get(Browser.CALLBACK + "?" + more))).isEqualTo("not_begun_here");
    }

    @Test
    void what_begins_here_carries_nothing_that_tells_the_verifier() {
        var reply = visitor.get(Browser.ROUTE);
        var asked = FakeProvider.form(java.net.URI.create(Browser.place(reply)).getRawQuery());
        var again = FakeProvider.form(Browser.begin(visitor).page().getRawQuery());

        assertThat(Browser.set(reply, "__Host-provider"))
                .contains("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax");
        var cookie = Browser.kept(reply, "__Host-provider");
        assertThat(cookie).contains(asked.get("state"), asked.get("nonce")).doesNotContain(asked.get("code_challenge"));
        var secrets = new HashMap<>(asked);
        secrets.keySet().retainAll(List.of("state", "nonce", "code_challenge"));
        assertThat(secrets).hasSize(3);
        assertThat(secrets.values()).allMatch(each -> each.length() == 43).doesNotContainAnyElementsOf(again.values());
    }

    @Test
    void a_provider_nobody_knows_is_404_and_none_of_a_program_without_any() {
        assertThat(visitor.get("/api/v1/auth/providers/other").status()).isEqualTo(404);
        assertThat(visitor.get("/api/v1/auth/providers/other/callback").status())
                .isEqualTo(404);
        try (var without = Fixture.started(CLOCK, Map.of())) {
            assertThat(without.inMemory().get(Browser.ROUTE).status()).isEqualTo(404);
        }
    }
}
