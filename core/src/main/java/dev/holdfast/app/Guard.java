package dev.holdfast.app;

import dev.holdfast.Caller;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Access;
import dev.holdfast.routing.Authenticator;

/** Asks who is there, and lets through whom the route admits. */
final class Guard implements Middleware {

    private final Access access;
    private final Authenticator authenticator;

    Guard(Access access, Authenticator authenticator) {
        this.access = access;
        this.authenticator = authenticator;
    }

    @Override
    public Handler around(Handler next) {
        return access instanceof Access.Open ? next : request -> next.handle(admitted(request));
    }

    private Request admitted(Request request) {
        var caller = authenticator.authenticate(request);
        if (caller instanceof Caller.Visitor) {
            throw Problem.unauthenticated("sign in first");
        }
        if (Exchange.CURRENT.isBound()) {
            Exchange.CURRENT.get().caller(caller);
        }
        var asked = request.by(caller);
        if (!access.allows(caller, asked)) {
            throw Problem.forbidden("you may not do this");
        }
        return asked;
    }
}
