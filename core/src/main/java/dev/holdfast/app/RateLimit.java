package dev.holdfast.app;

import dev.holdfast.Problem;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.limit.Key;
import dev.holdfast.routing.PercentCoding;
import java.util.Set;

/** Counts requests by the address they come from: found or not, and also those the server could not accept. */
final class RateLimit implements Middleware {

    private final AddressLimit limit;
    private final String under;
    private final Set<String> spared;

    RateLimit(AddressLimit limit, Set<String> spared) {
        this.limit = limit;
        this.under = limit.under().equals("/") ? "" : limit.under();
        this.spared = spared;
    }

    @Override
    public Handler around(Handler next) {
        return limit.limit().quota().isOff()
                ? next
                : request -> {
                    if (counts(request)) {
                        limit.limit().count(Key.address(request));
                    }
                    return next.handle(request);
                };
    }

    private boolean counts(Request request) {
        var path = request.path();
        return request.refusal().isPresent() || (isUnder(path) && !spared.contains(path));
    }

    /** A path that is written in escapes is found by its route all the same, so it counts all the same. */
    private boolean isUnder(String path) {
        if (path.indexOf('%') < 0) {
            return begins(path);
        }
        try {
            return begins(PercentCoding.decode(path));
        } catch (Problem _) {
            return true;
        }
    }

    private boolean begins(String path) {
        return path.startsWith(under)
                && (path.length() == under.length() || under.isEmpty() || path.charAt(under.length()) == '/');
    }
}
