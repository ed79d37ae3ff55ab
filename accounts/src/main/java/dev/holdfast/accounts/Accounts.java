package dev.holdfast.accounts;

import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.Caller;
import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Uuid7;
import dev.holdfast.accounts.password.PasswordHash;
import dev.holdfast.accounts.password.Passwords;
import dev.holdfast.accounts.token.AccessTokens;
import dev.holdfast.accounts.token.Keys;
import dev.holdfast.accounts.token.TokenSettings;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Limit;
import dev.holdfast.routing.Authenticator;
import dev.holdfast.routing.Routes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of a program: keeps the passwords of its users, signs them in, and recognises them by their access tokens.
 *
 * <p>The users themselves are the program's own records, found through its {@link Directory}. Threading: any number of threads.
 */
public final class Accounts implements Authenticator {

    /** The tables accounts keep; give it to the options of the database. */
    public static final Schema SCHEMA = Schema.of("accounts", "dev/holdfast/accounts/migration", Credential.MODEL);

    private static final String BEARER = "Bearer ";

    private final Repository<Credential, String> credentials;
    private final Directory directory;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final AccountSettings settings;
    private final Limit logins;
    private final Clock clock;

    /** Accounts over the program's users; the database and the passwords stay the caller's to close. */
    public Accounts(
            AccountSettings settings, Database database, Directory directory, Passwords passwords, Clock clock) {
        this.settings = settings;
        this.credentials = database.repository(Credential.MODEL);
        this.directory = directory;
        this.passwords = passwords;
        this.tokens = new AccessTokens(
                new TokenSettings(settings.issuer(), settings.tokenLife()), Keys.secret(settings.key()), clock);
        this.logins = Limit.of("login", settings.logins());
        this.clock = clock;
    }

    /** Returns the routes of signing in, to be mounted under the program's own prefix. */
    public Routes routes() {
        return group(
                "/auth",
                post("/login")
                        .open()
                        .body(Login.class)
                        .returns(LoginAnswer.class)
                        .limitedPerAccount(logins, Login::email)
                        .to(this::login));
    }

    /** Sets the password of a user; joins the transaction it is called in. */
    public void storePassword(String userId, PasswordHash hash) {
        credentials.upsert(new Credential(userId, Hidden.of(hash.value()), clock.instant()), Credential.USER_ID);
    }

    /** Forgets a user who is being deleted; joins the transaction it is called in. */
    public void forget(String userId) {
        credentials.deleteById(userId);
    }

    /** Signs a user in; unknown user and wrong password take the same time. */
    public SignIn signIn(String email, String password) {
        var member = directory.byEmail(email);
        var hash = member.flatMap(found -> hashOf(found.id()));
        if (member.isEmpty() || hash.isEmpty()) {
            passwords.matchNobody(password);
            return new SignIn.Refused();
        }
        return passwords.matches(password, hash.get())
                ? new SignIn.Welcome(
                        tokens.make(member.get().id(), Uuid7.at(clock).toString(), Map.of()),
                        settings.tokenLife(),
                        member.get())
                : new SignIn.Refused();
    }

    private Optional<PasswordHash> hashOf(String userId) {
        var query = Query.where(Credential.USER_ID.is(userId)).including(Credential.PASSWORD_HASH);
        return credentials
                .findOne(query)
                .flatMap(found -> found.passwordHash().known())
                .map(PasswordHash::new);
    }

    /** Finds the caller by the access token of the request (RFC 6750 section 2.1); the user must still exist. */
    @Override
    public Caller authenticate(Request request) {
        var credentialsGiven = request.header("Authorization");
        if (credentialsGiven.isEmpty()) {
            return new Caller.Visitor();
        }
        var value = credentialsGiven.get();
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.unauthenticated("only Bearer tokens are accepted here");
        }
        var userId = tokens.read(value.substring(BEARER.length()).strip()).userId();
        return directory
                .byId(userId)
                .map(Member::caller)
                .orElseThrow(() -> Problem.unauthenticated("the user of this token is gone"));
    }

    private Response login(Request request, Login login) {
        return switch (signIn(login.email(), login.password())) {
            case SignIn.Welcome(var token, var life, var member) ->
                Response.ok(new LoginAnswer(token, life.toSeconds(), member.shown()))
                        .header("Cache-Control", "no-store");
            case SignIn.Refused() -> throw new Problem(Kind.UNAUTHENTICATED, "wrong email address or password");
        };
    }
}
