package dev.holdfast.realtime;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Authenticator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds out who is behind a socket, by the authenticator of the API: a token in {@code auth.token} is asked about as one in the
 * Authorization field is.
 */
final class Callers {

    /** What of a request is kept as long as its session: enough to ask again, and little enough for many. */
    private static final List<String> KEPT = List.of("Authorization", "Cookie", "Origin", "User-Agent");

    private static final String AUTHORIZATION = "Authorization";
    private static final String TOKEN = "token";

    private final Optional<Authenticator> authenticator;

    Callers(Optional<Authenticator> authenticator) {
        this.authenticator = authenticator;
    }

    /** Returns a request without what is not kept. */
    static Request kept(Request request) {
        var headers = Headers.NONE;
        for (var name : KEPT) {
            var value = request.header(name);
            if (value.isPresent()) {
                headers = headers.with(name, value.get());
            }
        }
        return with(request, headers);
    }

    private static Request with(Request request, Headers headers) {
        var head = request.head();
        return Request.of(
                new Request.Head(head.method(), head.path(), head.query(), headers, head.client()), new byte[0]);
    }

    /**
     * Returns the caller; a visitor where nothing is proved.
     *
     * @throws Problem of kind unauthenticated where what is proved does not hold
     */
    Caller of(Request handshake, JsonNode auth) {
        return authenticator
                .map(asked -> asked.authenticate(proved(handshake, auth.path(TOKEN))))
                .orElseGet(Caller.Visitor::new);
    }

    private static Request proved(Request handshake, JsonNode token) {
        if (token.isMissingNode() || token.isNull()) {
            return handshake;
        }
        if (!token.isString()) {
            throw Problem.unauthenticated("the token must be a string");
        }
        try {
            var bearer = "Bearer " + token.stringValue();
            return with(handshake, handshake.head().headers().with(AUTHORIZATION, bearer));
        } catch (IllegalArgumentException _) {
            throw Problem.unauthenticated("the token is none");
        }
    }

    /** Says whether there is something that can expire. */
    static boolean isProved(Request handshake, JsonNode auth) {
        return auth.has(TOKEN)
                || handshake.header(AUTHORIZATION).isPresent()
                || handshake.header("Cookie").isPresent();
    }
}
