package dev.holdfast.routing;

import dev.holdfast.Caller;
import dev.holdfast.http.Request;

/** Finds out who is asking. Asked for closed routes only. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Returns the caller, a visitor where the request carries no credentials.
     *
     * @throws dev.holdfast.Problem of kind unauthenticated where it carries credentials that do not hold
     */
    Caller authenticate(Request request);
}
