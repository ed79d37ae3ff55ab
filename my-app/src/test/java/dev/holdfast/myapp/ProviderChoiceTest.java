package dev.holdfast.myapp;

import static dev.holdfast.myapp.Browser.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.accounts.AccountHooks;
import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.Accounts;
import dev.holdfast.accounts.Directory;
import dev.holdfast.accounts.Member;
import dev.holdfast.accounts.NewMember;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.config.Secret;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.myapp.FakeProvider.Person;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers side by side, and what a program of its own says of who comes by them. */
class ProviderChoiceTest {

    private static final FakeClock CLOCK = FakeClock.atNoon();
    private static final FakeProvider WORK = new FakeProvider(CLOCK);
    private static final FakeProvider HOME = new FakeProvider(CLOCK);
    private static final List<Accounts> ACCOUNTS = new CopyOnWriteArrayList<>();
    private static final LinkedBlockingQueue<Exchange> DONE = new LinkedBlockingQueue<>();

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(ProviderChoiceTest::program);

    private final TestClient visitor = BACKEND.inMemory();

    private record Shown(String email) {}

    /** Takes whoever is called so, and nobody else. */
    private static final class Guests implements Directory {

        private final Map<String, Member> members = new ConcurrentHashMap<>();

        @Override
        public Optional<Member> byId(String id) {
            return Optional.ofNullable(members.get(id));
        }

        @Override
        public Optional<Member> byEmail(String email) {
            return byId(email);
        }

        @Override
        public boolean changeEmail(String id, String email) {
            return false;
        }

        @Override
        public Optional<Member> provision(NewMember draft) {
            if (!draft.email().startsWith("guest")) {
                return Directory.super.provision(draft);
            }
            var member = new Member(draft.email(), draft.email(), Set.of(), new Shown(draft.email()));
            members.put(member.id(), member);
            return Optional.of(member);
        }
    }

    private static AppDraft program(Path folder) {
        var database = Database.open(DatabaseOptions.of(TestDatabase.in(folder))
                .schemas(Accounts.SCHEMA)
                .clock(CLOCK));
        var passwords = new Passwords(4);
        var settings = AccountSettings.of(
                        "choice", "a key of the tests, of 32 bytes and more".getBytes(StandardCharsets.UTF_8))
                .hooks(new AccountHooks() {
                    @Override
                    public void beforeSignIn(Member member, InetAddress from) {
                        if (member.email().contains("late")) {
                            throw new Problem(Kind.FORBIDDEN, "the doors are closed");
                        }
                    }
                })
                .providers(
                        URI.create("https://api.example.com/"),
                        Provider.of("work", URI.create(WORK.issuer()), FakeProvider.CLIENT)
                                .secret(new Secret(FakeProvider.SECRET)),
                        Provider.of("home", URI.create(HOME.issuer()), FakeProvider.CLIENT));
        var accounts = new Accounts(settings, database, new Guests(), passwords, new Mailbox(), CLOCK);
        HOME.takesAnybody();
        ACCOUNTS.add(accounts);
        return App.serving(accounts.routes())
                .authenticatedBy(accounts)
                .tellingTo(new Telemetry() {
                    @Override
                    public void done(Exchange exchange) {
                        DONE.add(exchange);
                    }

                    @Override
                    public void failed(String context, Throwable failure) {
                        throw new AssertionError(context, failure);
                    }
                })
                .closing(() -> {
                    accounts.close();
                    passwords.close();
                    database.close();
                });
    }

    @AfterAll
    static void stop() {
        WORK.close();
        HOME.close();
    }

    private Reply begin(String provider) {
        return visitor.get("/auth/providers/" + provider);
    }

    private Reply back(Reply begun, String provider, String query) {
        return visitor.with("Cookie", Browser.kept(begun, "__Host-provider"))
                .get("/auth/providers/" + provider + "/callback?" + query);
    }

    private Reply signIn(FakeProvider there, String name, String email) {
        var begun = begin(name);
        return back(begun, name, there.approve(URI.create(Browser.place(begun)), Person.of(email, email)));
    }

    @Test
    void each_provider_sends_browsers_back_to_a_place_of_its_own() {
        for (var name : List.of("work", "home")) {
            var page = URI.create(Browser.place(begin(name)));
            assertThat(FakeProvider.form(page.getRawQuery()))
                    .containsEntry("redirect_uri", "https://api.example.com/auth/providers/" + name + "/callback");
        }
    }

    @Test
    void what_began_with_one_provider_does_not_end_with_another() {
        var begun = begin("work");
        var query = WORK.approve(URI.create(Browser.place(begun)), Person.of("guest", "guest@example.com"));

        assertThat(failure(back(begun, "home", query))).isEqualTo("not_begun_here");
        assertThat(Browser.place(back(begun, "work", query))).endsWith("#signed-in");
    }

    @Test
    void a_public_client_needs_no_secret() {
        assertThat(Browser.place(signIn(HOME, "home", "guest-of-home@example.com")))
                .endsWith("#signed-in");
    }

    @Test
    void the_same_name_at_two_providers_is_two_people_with_two_addresses() {
        var first = signIn(WORK, "work", "guest-twice@example.com");
        var begun = begin("home");
        var query = HOME.approve(
                URI.create(Browser.place(begun)), Person.of("guest-twice@example.com", "guest-other@example.com"));
        var second = back(begun, "home", query);

        assertThat(refreshed(first)).isEqualTo("guest-twice@example.com");
        assertThat(refreshed(second)).isEqualTo("guest-other@example.com");
    }

    private String refreshed(Reply back) {
        return visitor.with("Cookie", Browser.kept(back, "__Host-refresh"))
                .with("Sec-Fetch-Site", "same-origin")
                .post("/auth/refresh", Map.of())
                .textAt("/data/user/email");
    }

    @Test
    void a_program_takes_whom_it_likes() {
        assertThat(failure(signIn(WORK, "work", "stranger@example.com"))).isEqualTo("not_registered");
        assertThat(failure(signIn(WORK, "work", "guest-late@example.com"))).isEqualTo("refused");
    }

    @Test
    void whom_the_program_forgets_no_provider_knows() {
        var email = "guest-forgotten@example.com";
        assertThat(refreshed(signIn(WORK, "work", email))).isEqualTo(email);

        ACCOUNTS.getFirst().forget(email);

        // A link that was left would lead to an account that is gone: refused.
        assertThat(refreshed(signIn(WORK, "work", email))).isEqualTo(email);
    }

    @Test
    void the_time_of_calls_is_told_apart() throws InterruptedException {
        DONE.clear();
        assertThat(Browser.place(signIn(WORK, "work", "guest-timed@example.com")))
                .endsWith("#signed-in");

        // The last byte has left a moment before that is told.
        var exchange = DONE.poll(10, TimeUnit.SECONDS);
        while (exchange != null && exchange.nanos(Exchange.Part.CALLS) == 0) {
            exchange = DONE.poll(10, TimeUnit.SECONDS);
        }

        assertThat(exchange).isNotNull();
    }
}
