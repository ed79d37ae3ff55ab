package dev.holdfast.accounts;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Speaks HTTP for accounts; decides nothing. */
final class AccountController {

    private final SignIns signIns;
    private final Entrance entrance;
    private final PasswordFlows passwords;
    private final AddressFlows addresses;
    private final RefreshCookie cookie;
    private final Background background;
    private final Duration tokenLife;

    AccountController(
            SignIns signIns,
            Entrance entrance,
            PasswordFlows passwords,
            AddressFlows addresses,
            RefreshCookie cookie,
            Background background,
            Duration tokenLife) {
        this.signIns = signIns;
        this.entrance = entrance;
        this.passwords = passwords;
        this.addresses = addresses;
        this.cookie = cookie;
        this.background = background;
        this.tokenLife = tokenLife;
    }

    Response login(Request request, Login login) {
        var end = signIns.signIn(login.email(), login.password(), Client.of(request));
        return answer(end, login.cookie(), "wrong email address or password");
    }

    Response refresh(Request request, Refresh refresh) {
        var given = refresh.refreshToken();
        var token = given.or(() -> cookie.of(request))
                .orElseThrow(() -> Problem.invalid("/refreshToken", "is missing, and there is no cookie with it"));
        return answer(
                entrance.renew(token, Client.of(request)),
                given.isEmpty(),
                "the refresh token does not hold; sign in again");
    }

    private Response answer(SignIn end, boolean inCookie, String refusal) {
        return switch (end) {
            case SignIn.Welcome(var tokens, var member) -> welcome(tokens, member, inCookie);
            case SignIn.Refused() -> throw Problem.unauthenticated(refusal);
            case SignIn.Disabled() ->
                throw new Problem(Kind.FORBIDDEN, "account_disabled", "this account is disabled", List.of());
        };
    }

    private Response welcome(Tokens tokens, Member member, boolean inCookie) {
        var refreshToken = inCookie
                ? Optional.<String>empty()
                : Optional.of(tokens.refreshToken().text());
        var body = new SignedIn(tokens.accessToken(), tokenLife.toSeconds(), refreshToken, member.shown());
        var response = Response.ok(body).header("Cache-Control", "no-store");
        return inCookie ? cookie.set(response, tokens.refreshToken()) : response;
    }

    Response logout(Request request, Refresh refresh) {
        var inCookie = cookie.of(request);
        refresh.refreshToken().ifPresent(entrance::leave);
        inCookie.ifPresent(entrance::leave);
        leaveByAccess(request, refresh.refreshToken().isPresent() || inCookie.isPresent());
        return inCookie.isPresent() ? cookie.forget(Response.noContent()) : Response.noContent();
    }

    /** Who shows a refresh token is out, though the access token with it may have ended before. */
    private void leaveByAccess(Request request, boolean isOutAlready) {
        try {
            Bearer.of(request).ifPresent(entrance::leaveByAccess);
        } catch (Problem refused) {
            if (!isOutAlready) {
                throw refused;
            }
        }
    }

    Response logoutEverywhere(Request request) {
        entrance.leaveEverywhere(request.caller().user().id());
        return Response.noContent();
    }

    Response sessions(Request request) {
        return Response.ok(entrance.sessions(request.caller().user().id(), sessionOf(request)));
    }

    Response endSession(Request request) {
        entrance.endSession(request.path("id"), request.caller().user().id());
        return Response.noContent();
    }

    Response forgotten(Request request, ForgottenPassword forgotten) {
        var origin = Audit.Origin.here();
        background.soon("a mail for a forgotten password", () -> passwords.forgotten(forgotten.email(), origin));
        return Response.accepted(OnItsWay.MAIL);
    }

    Response reset(Request request, NewPassword wanted) {
        passwords.reset(wanted.token(), wanted.password(), request.head().client());
        return Response.noContent();
    }

    Response changePassword(Request request, PasswordChange change) {
        passwords.change(request.caller().user().id(), sessionOf(request), change.current(), change.password());
        return Response.noContent();
    }

    Response changeAddress(Request request, AddressChange change) {
        addresses.ask(request.caller().user().id(), change.email(), change.password());
        return Response.accepted(OnItsWay.MAIL);
    }

    Response prove(Request request, AddressProof proof) {
        addresses.prove(proof.token(), proof.password());
        return Response.noContent();
    }

    private String sessionOf(Request request) {
        return entrance.sessionOf(Bearer.of(request).orElseThrow());
    }
}
