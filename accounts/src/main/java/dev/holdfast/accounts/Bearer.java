package dev.holdfast.accounts;

import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import java.util.Optional;

/** Reads the token a request carries (RFC 6750 section 2.1). */
final class Bearer {

    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** Returns the token; a problem of kind unauthenticated where the request carries credentials of another scheme. */
    static Optional<String> of(Request request) {
        return request.header("Authorization").map(Bearer::token);
    }

    private static String token(String value) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthenticated("only Bearer tokens are accepted here");
        }
        return value.substring(SCHEME.length()).strip();
    }
}
