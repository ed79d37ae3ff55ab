package dev.holdfast.accounts;

import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.accounts.session.Renewal;
import dev.holdfast.accounts.session.Ticket;
import dev.holdfast.accounts.token.AccessTokens;

/** Lets in whoever has shown who they are, and keeps them in while their session lasts. */
final class Entrance {

    private final Directory directory;
    private final Stores stores;
    private final AccessTokens tokens;
    private final AccountHooks hooks;

    Entrance(Directory directory, Stores stores, AccessTokens tokens, AccountHooks hooks) {
        this.directory = directory;
        this.stores = stores;
        this.tokens = tokens;
        this.hooks = hooks;
    }

    /**
     * Begins a session of a user.
     *
     * @param credential as it was when the user has shown who they are
     * @param how they have, in a few words
     */
    SignIn let(Member member, Credential credential, Client client, String how) {
        if (credential.isDisabled()) {
            stores.audit().of(AuditKind.SIGN_IN_REFUSED, member.id(), "the account is disabled");
            return new SignIn.Disabled();
        }
        hooks.beforeSignIn(member, client.address());
        var begun = stores.sessions().open(member.id(), client);
        if (!stores.credentials().stillHolds(credential)) {
            // Whoever disabled the account or changed its password meanwhile has ended all sessions but this one.
            stores.sessions().end(begun.session().id());
            return new SignIn.Refused();
        }
        stores.audit().of(AuditKind.SIGNED_IN, member.id(), how);
        return new SignIn.Welcome(tokens(member, begun.session().id(), begun.next()), member);
    }

    /** Replaces a refresh token. */
    SignIn renew(String refreshToken, Client client) {
        return switch (stores.sessions().renew(refreshToken, client)) {
            case Renewal.Renewed(var session, var next) ->
                directory
                        .byId(session.userId())
                        .<SignIn>map(member -> new SignIn.Welcome(tokens(member, session.id(), next), member))
                        .orElseGet(SignIn.Refused::new);
            case Renewal.Reused(var session) -> {
                stores.audit().of(AuditKind.TOKEN_REUSED, session.userId(), "session " + session.id() + " was ended");
                yield new SignIn.Refused();
            }
            case Renewal.Refused() -> new SignIn.Refused();
        };
    }

    private Tokens tokens(Member member, String sessionId, Ticket refreshToken) {
        return new Tokens(tokens.make(member.id(), sessionId, hooks.claims(member)), refreshToken);
    }

    /** Returns the user an access token stands for; a problem of kind unauthenticated where it does not hold any more. */
    Member memberOf(String accessToken) {
        var token = tokens.read(accessToken);
        if (stores.sessions().live(token.sessionId(), token.userId()).isEmpty()) {
            throw Problem.unauthenticated("the session of this token has ended; sign in again");
        }
        return directory.byId(token.userId()).orElseThrow(AddressFlows::gone);
    }

    /** Returns the session an access token was made for, whether or not it has ended since. */
    String sessionOf(String accessToken) {
        return tokens.read(accessToken).sessionId();
    }

    /** Ends the session of a refresh token, where it has one. */
    void leave(String refreshToken) {
        stores.sessions().of(refreshToken).ifPresent(session -> left(session.id(), session.userId()));
    }

    /** Ends the session an access token was made for. */
    void leaveByAccess(String accessToken) {
        var token = tokens.read(accessToken);
        left(token.sessionId(), token.userId());
    }

    private void left(String sessionId, String userId) {
        if (stores.sessions().end(sessionId, userId)) {
            stores.audit().of(AuditKind.SIGNED_OUT, userId);
        }
    }

    /** Ends all sessions of a user. */
    void leaveEverywhere(String userId) {
        stores.sessions().endAll(userId);
        stores.audit().of(AuditKind.SIGNED_OUT_EVERYWHERE, userId);
    }

    /** Returns where a user is signed in, the last used first. */
    SessionList sessions(String userId, String current) {
        return SessionList.of(stores.sessions().ofUser(userId), current);
    }

    /** Ends one session of a user; a problem of kind missing where they have no such one. */
    void endSession(String sessionId, String userId) {
        if (!stores.sessions().end(sessionId, userId)) {
            throw Problem.missing("session", sessionId);
        }
        stores.audit().of(AuditKind.SESSION_ENDED, userId);
    }
}
