package dev.holdfast.accounts;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.Caller;
import dev.holdfast.Permission;
import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.audit.AuditEvent;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.identity.Identities;
import dev.holdfast.accounts.identity.LinkedIdentity;
import dev.holdfast.accounts.machine.ApiKey;
import dev.holdfast.accounts.machine.ApiKeys;
import dev.holdfast.accounts.mailed.MailedSecret;
import dev.holdfast.accounts.mailed.MailedSecrets;
import dev.holdfast.accounts.openid.Attempts;
import dev.holdfast.accounts.openid.Providers;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.accounts.session.Session;
import dev.holdfast.accounts.session.Sessions;
import dev.holdfast.accounts.throttle.Pauses;
import dev.holdfast.accounts.token.AccessTokens;
import dev.holdfast.accounts.token.TokenSettings;
import dev.holdfast.app.Service;
import dev.holdfast.data.Database;
import dev.holdfast.data.DocumentMigration;
import dev.holdfast.data.Schema;
import dev.holdfast.http.Request;
import dev.holdfast.limit.Limit;
import dev.holdfast.mail.Mailer;
import dev.holdfast.routing.Authenticator;
import dev.holdfast.routing.Routes;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The accounts of a program: the whole life of its users from registration to deletion, over the program's own record of them.
 *
 * <p>The users themselves are found through the program's {@link Directory}. Threading: any number of threads.
 */
public final class Accounts implements Authenticator, AutoCloseable {

    /** The tables accounts keep; give it to the options of the database. */
    public static final Schema SCHEMA = Schema.of(
                    "accounts",
                    "dev/holdfast/accounts/migration",
                    Credential.MODEL,
                    Session.MODEL,
                    MailedSecret.MODEL,
                    ApiKey.MODEL,
                    AuditEvent.MODEL,
                    LinkedIdentity.MODEL)
            .documents(
                    new DocumentMigration(1, "find by user and by time", Collections::index),
                    new DocumentMigration(2, "find identities by user", Collections::indexIdentities),
                    new DocumentMigration(3, "number the passwords", Collections::numberPasswords));

    private final AccountSettings settings;
    private final Stores stores;
    private final Entrance entrance;
    private final Machines machines;
    private final Registrations registrations;
    private final AccountRoutes routes;
    private final Optional<Providers> providers;
    private final Optional<ProviderRoutes> providerRoutes;
    private final Background background = new Background();
    private final Upkeep upkeep;

    /** Accounts over the program's users; database, passwords and mailer stay the caller's to close. */
    public Accounts(
            AccountSettings settings,
            Database database,
            Directory directory,
            Passwords passwords,
            Mailer mailer,
            Clock clock) {
        this.settings = settings;
        stores = new Stores(
                new Credentials(database, clock),
                new Identities(database, clock),
                new Sessions(database, () -> settings.keyFor("refresh tokens"), settings.sessionLife(), clock),
                new MailedSecrets(database, clock),
                new ApiKeys(database, clock),
                new Audit(database, clock));
        var tokens =
                new AccessTokens(new TokenSettings(settings.program(), settings.tokenLife()), settings.keys(), clock);
        var check = new PasswordCheck(passwords, settings.rules(), stores.credentials());
        var letters = new Letters(mailer, settings.texts(), settings.page(), stores.secrets());
        entrance = new Entrance(directory, stores, tokens, settings.hooks());
        machines = new Machines(directory, stores, settings.keyMakers(), settings.scopes(), background);
        registrations = new Registrations(directory, stores, check, letters, settings.hooks(), background);
        var pauses = new Pauses(clock);
        var cookie = new RefreshCookie(settings.origins(), settings.sessionLife());
        routes = new AccountRoutes(
                settings.limits(),
                new AccountController(
                        new SignIns(directory, check, entrance, pauses, stores.audit()),
                        entrance,
                        new PasswordFlows(directory, stores, check, letters, registrations, pauses),
                        new AddressFlows(directory, stores, check, letters, registrations),
                        cookie,
                        background,
                        settings.tokenLife()),
                new AdminController(new Administration(directory, stores)),
                new MachineController(machines),
                tokens);
        providers = settings.providers().isEmpty()
                ? Optional.empty()
                : Optional.of(new Providers(settings.providers(), settings::backFrom, clock));
        providerRoutes = providers.map(all -> new ProviderRoutes(
                settings.limits(),
                new ProviderController(
                        all,
                        new Attempts(settings.keyFor("providers"), clock),
                        new ProviderSignIns(directory, stores, registrations, entrance),
                        cookie,
                        settings.page())));
        upkeep = new Upkeep(stores, settings.eventsKept(), clock);
    }

    /** Returns the routes of signing in and of what belongs to it, to be mounted under the program's own prefix. */
    public Routes routes() {
        return providerRoutes
                .map(more -> group("/", routes.ofUsers(), more.ofUsers()))
                .orElseGet(routes::ofUsers);
    }

    /** Returns the routes by which some look after the accounts of all, to be mounted under the program's own prefix. */
    public Routes administration(Permission who) {
        return routes.ofAdmins(who);
    }

    /** Returns the routes by which keys for other programs are made and revoked, to be mounted under the program's own prefix. */
    public Routes machines() {
        return routes.ofMachines(settings.keyMakers());
    }

    /** Returns the public keys of access tokens at {@code /.well-known/jwks.json}, to be mounted at the root (RFC 7517). */
    public Routes wellKnown() {
        return routes.wellKnown();
    }

    /** Returns the limit of the route by which the program lets people register, by {@link dev.holdfast.limit.Key#address}. */
    public Limit registrations() {
        return routes.registrations();
    }

    /** Returns what removes, every few minutes, what has ended. */
    public Service upkeep() {
        return upkeep;
    }

    /**
     * Registers somebody: hashes the password and stores the user. Where addresses are verified it sends the mail by which the
     * account begins, with the password that is given then; the one given here is held to the rules alone.
     *
     * @param store stores the program's record of the user; not within a transaction. Where addresses are verified it is called
     *     beside the request, whose answer tells nothing of how it went
     * @throws dev.holdfast.data.UniqueViolation where the address is taken, and addresses are not verified
     * @throws dev.holdfast.Problem of kind invalid where the password is too easily guessed
     */
    public <U> Registered<U> register(Registration draft, Supplier<U> store) {
        if (settings.verifiesAddresses()) {
            registrations.afterMail(draft, store);
            return new Registered.AfterMail<>();
        }
        return new Registered.Now<>(registrations.now(draft, store));
    }

    /** Registers somebody whose address needs no proof: from the command line. */
    public <U> U enroll(Registration draft, Supplier<U> store) {
        return registrations.now(draft, store);
    }

    /** Forgets a user who has been deleted, and ends whatever they could come in by. */
    public void forget(String userId) {
        stores.forget(userId);
        stores.audit().of(AuditKind.DELETED, userId);
    }

    /** Writes down that a user has another role now; it holds from their next request on. */
    public void roleChanged(String userId, String role) {
        stores.audit().of(AuditKind.ROLE_CHANGED, userId, role);
    }

    /** Finds the caller by the access token or the key of the request; user and session, or the key, must still be there. */
    @Override
    public Caller authenticate(Request request) {
        return Bearer.of(request).map(this::callerOf).orElseGet(Caller.Visitor::new);
    }

    private Caller callerOf(String token) {
        return token.startsWith(ApiKeys.PREFIX)
                ? machines.callerOf(token)
                : entrance.memberOf(token).caller();
    }

    /** Finishes what is done beside the requests. */
    @Override
    public void close() {
        background.close();
        providers.ifPresent(Providers::close);
    }
}
