package dev.holdfast.accounts;

import dev.holdfast.Problem;
import dev.holdfast.accounts.session.Ticket;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.SetCookie;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The refresh token of a page in a browser: in a cookie that no script can read, and that counts only when a page of the program
 * itself, or of an origin it trusts, has sent the request.
 */
final class RefreshCookie {

    static final String NAME = "__Host-refresh";

    private final Set<String> origins;
    private final Duration life;

    RefreshCookie(Set<String> origins, Duration life) {
        this.origins = origins;
        this.life = life;
    }

    Response set(Response response, Ticket token) {
        return response.cookie(SetCookie.of(NAME, token.text())
                .sameSite(SetCookie.SameSite.STRICT)
                .lasting(life));
    }

    Response forget(Response response) {
        return response.cookie(SetCookie.forgetting(NAME).sameSite(SetCookie.SameSite.STRICT));
    }

    /** Returns the token; a problem of kind forbidden where a page of somebody else sends it along. */
    Optional<String> of(Request request) {
        var token = request.cookie(NAME);
        if (token.isPresent() && !isOurs(request)) {
            throw Problem.forbidden("a refresh cookie is taken from pages of this program only");
        }
        return token;
    }

    /** Browsers say by themselves who has caused a request (Fetch Metadata); older ones name the origin at least. */
    private boolean isOurs(Request request) {
        var origin = request.header("Origin");
        var site = request.header("Sec-Fetch-Site");
        if (origin.filter(origins::contains).isPresent()) {
            return true;
        }
        return site.isPresent()
                ? site.get().equals("same-origin")
                : origin.filter(from -> isSame(from, request)).isPresent();
    }

    private static boolean isSame(String origin, Request request) {
        try {
            var authority = URI.create(origin).getAuthority();
            return authority != null
                    && request.header("Host")
                            .filter(authority::equalsIgnoreCase)
                            .isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
