package dev.holdfast.accounts;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.accounts.openid.Attempts;
import dev.holdfast.accounts.openid.NotSignedIn;
import dev.holdfast.accounts.openid.OpenId;
import dev.holdfast.accounts.openid.Providers;
import dev.holdfast.accounts.openid.Refusal;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.http.Body;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Speaks HTTP, with browsers that come and go between the program and a provider; decides nothing. Whatever a request says, it
 * leads to a provider or to the program's own page.
 */
final class ProviderController {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderController.class);

    private final Providers providers;
    private final Attempts attempts;
    private final ProviderSignIns signIns;
    private final RefreshCookie cookie;
    private final URI page;

    ProviderController(
            Providers providers, Attempts attempts, ProviderSignIns signIns, RefreshCookie cookie, URI page) {
        this.providers = providers;
        this.attempts = attempts;
        this.signIns = signIns;
        this.cookie = cookie;
        this.page = page;
    }

    /** Sends a browser to the provider. */
    Response begin(Request request) {
        var provider = named(request);
        var attempt = attempts.begin(request.path("name"));
        try {
            return to(provider.page(attempt).toString()).cookie(attempts.cookie(attempt));
        } catch (NotSignedIn end) {
            return failed(request, end);
        }
    }

    /** Takes back a browser that comes from the provider. */
    Response end(Request request) {
        var provider = named(request);
        Response answer;
        try {
            answer = ended(request, provider);
        } catch (NotSignedIn end) {
            answer = failed(request, end);
        }
        return answer.cookie(Attempts.forgetting());
    }

    private OpenId named(Request request) {
        var name = request.path("name");
        return providers.named(name).orElseThrow(() -> Problem.missing("provider", name));
    }

    private Response ended(Request request, OpenId provider) throws NotSignedIn {
        var name = request.path("name");
        var callback = Callback.of(request);
        var attempt = callback.state()
                .flatMap(state -> attempts.of(request, name, state))
                .orElseThrow(() -> new NotSignedIn(Refusal.NOT_BEGUN_HERE, "no attempt of this browser"));
        var code = callback.code().filter(_ -> callback.error().isEmpty()).orElseThrow(() -> refusedThere(callback));
        var who = provider.identity(attempt, code, callback.issuer());
        try {
            return answer(signIns.signIn(name, who, Client.of(request)));
        } catch (Problem problem) {
            throw refusedHere(problem);
        }
    }

    private static NotSignedIn refusedThere(Callback callback) {
        var error = callback.error().orElse("no code");
        var isTheirs = error.equals("access_denied");
        return new NotSignedIn(isTheirs ? Refusal.CANCELLED : Refusal.PROVIDER_REFUSED, error);
    }

    /** What the program itself refuses is told to the page; what is broken here is answered as everywhere. */
    private static NotSignedIn refusedHere(Problem problem) {
        if (problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.INTERNAL) {
            throw problem;
        }
        return new NotSignedIn(Refusal.REFUSED, problem.code());
    }

    private Response answer(SignIn end) throws NotSignedIn {
        return switch (end) {
            case SignIn.Welcome(var tokens, var _) -> cookie.set(to(page + "#signed-in"), tokens.refreshToken());
            case SignIn.Disabled() -> throw new NotSignedIn(Refusal.ACCOUNT_DISABLED, "the account is disabled");
            case SignIn.Refused() -> throw new NotSignedIn(Refusal.REFUSED, "the account has changed meanwhile");
        };
    }

    private Response failed(Request request, NotSignedIn end) {
        LOG.atLevel(end.refusal().isUsual() ? Level.INFO : Level.WARN)
                .log(
                        "sign-in by {}: {} ({})",
                        request.path("name"),
                        end.refusal().code(),
                        end.getMessage());
        return to(page + "#sign-in-failed=" + end.refusal().code());
    }

    private static Response to(String place) {
        return Response.of(303, new Body.Empty()).header("Location", place).header("Cache-Control", "no-store");
    }
}
