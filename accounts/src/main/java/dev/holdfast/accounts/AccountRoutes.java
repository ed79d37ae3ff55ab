package dev.holdfast.accounts;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.patch;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Shape.page;

import dev.holdfast.Caller;
import dev.holdfast.Permission;
import dev.holdfast.accounts.audit.AuditEvent;
import dev.holdfast.accounts.token.AccessTokens;
import dev.holdfast.accounts.token.PublishedKeys;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import dev.holdfast.routing.Routes;

/** The routes of accounts, each with its limit. */
final class AccountRoutes {

    private static final Permission A_USER = Permission.of("a user", (caller, _) -> caller instanceof Caller.User);

    private final AccountController accounts;
    private final AdminController admin;
    private final MachineController machines;
    private final AccessTokens tokens;
    private final Limit logins;
    private final Limit loginsOfAddress;
    private final Limit registrations;
    private final Limit refreshes;
    private final Limit forgottenPasswords;
    private final Limit mailedSecrets;
    private final Limit confirmations;

    AccountRoutes(
            AccountLimits limits,
            AccountController accounts,
            AdminController admin,
            MachineController machines,
            AccessTokens tokens) {
        this.accounts = accounts;
        this.admin = admin;
        this.machines = machines;
        this.tokens = tokens;
        logins = Limit.of("login", limits.logins());
        loginsOfAddress = Limit.of("login-address", limits.loginsOfAddress());
        registrations = Limit.of("register", limits.registrations());
        refreshes = Limit.of("refresh", limits.refreshes());
        forgottenPasswords = Limit.of("forgot", limits.forgottenPasswords());
        mailedSecrets = Limit.of("mailed", limits.mailedSecrets());
        confirmations = Limit.of("confirm", limits.confirmations());
    }

    Limit registrations() {
        return registrations;
    }

    Routes ofUsers() {
        return group("/auth", signingIn(), sessions(), passwords(), addresses());
    }

    private Routes signingIn() {
        return group(
                "/",
                post("/login")
                        .open()
                        .limitedTo(loginsOfAddress, Key::address)
                        .body(Login.class)
                        .returns(SignedIn.class)
                        .limitedPerAccount(logins, Login::email)
                        .to(accounts::login),
                post("/refresh")
                        .open()
                        .limitedTo(refreshes, Key::address)
                        .body(Refresh.class)
                        .returns(SignedIn.class)
                        .to(accounts::refresh),
                post("/logout")
                        .open()
                        .limitedTo(refreshes, Key::address)
                        .body(Refresh.class)
                        .returns(204)
                        .to(accounts::logout),
                post("/logout-all").access(A_USER).returns(204).to(accounts::logoutEverywhere));
    }

    private Routes sessions() {
        return group(
                "/sessions",
                get("/").access(A_USER).returns(SessionList.class).to(accounts::sessions),
                delete("/{id}").access(A_USER).returns(204).to(accounts::endSession));
    }

    private Routes passwords() {
        return group(
                "/password",
                post("/forgot")
                        .open()
                        .body(ForgottenPassword.class)
                        .returns(202, OnItsWay.class)
                        .limitedPerAccount(forgottenPasswords, ForgottenPassword::email)
                        .to(accounts::forgotten),
                post("/reset")
                        .open()
                        .limitedTo(mailedSecrets, Key::address)
                        .body(NewPassword.class)
                        .returns(204)
                        .to(accounts::reset),
                patch("/")
                        .access(A_USER)
                        .limitedTo(confirmations, Key::caller)
                        .body(PasswordChange.class)
                        .returns(204)
                        .to(accounts::changePassword));
    }

    private Routes addresses() {
        return group(
                "/email",
                patch("/")
                        .access(A_USER)
                        .limitedTo(confirmations, Key::caller)
                        .body(AddressChange.class)
                        .returns(202, OnItsWay.class)
                        .to(accounts::changeAddress),
                post("/verify")
                        .open()
                        .limitedTo(mailedSecrets, Key::address)
                        .body(AddressProof.class)
                        .returns(204)
                        .to(accounts::prove));
    }

    Routes ofAdmins(Permission who) {
        return group(
                "/",
                get("/auth/events")
                        .access(who)
                        .query(EventQuery.class)
                        .returns(page(AuditEvent.class))
                        .to(admin::events),
                post("/users/{id}/disable").access(who).returns(204).to(admin::disable),
                post("/users/{id}/enable").access(who).returns(204).to(admin::enable),
                get("/users/{id}/sessions")
                        .access(who)
                        .returns(SessionList.class)
                        .to(admin::sessions),
                delete("/users/{id}/sessions").access(who).returns(204).to(admin::signOut));
    }

    Routes ofMachines(Permission makers) {
        var who = A_USER.and(makers);
        return group(
                "/auth/keys",
                post("/")
                        .access(who)
                        .body(NewKey.class)
                        .returns(201, KeyMade.class)
                        .to(machines::make),
                get("/").access(who)
                        .query(KeyQuery.class)
                        .returns(page(KeyShown.class))
                        .to(machines::list),
                delete("/{id}").access(who).returns(204).to(machines::revoke));
    }

    Routes wellKnown() {
        return group(
                "/.well-known",
                get("/jwks.json")
                        .open()
                        .returns(PublishedKeys.class)
                        .to(_ -> Response.json(200, tokens.jwks()).header("Cache-Control", "public, max-age=300")));
    }
}
