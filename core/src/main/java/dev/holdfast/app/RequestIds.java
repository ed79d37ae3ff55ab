package dev.holdfast.app;

import dev.holdfast.Exchange;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Gives every request the id under which logs and clients speak of it; one from outside is kept when it is well formed. */
final class RequestIds implements Middleware {

    private static final String HEADER = "X-Request-Id";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    private final String prefix = Long.toString(new SecureRandom().nextLong() >>> 1, 36) + "-";
    private final AtomicLong count = new AtomicLong();

    @Override
    public Handler around(Handler next) {
        return request -> {
            var id = idOf(request);
            if (Exchange.CURRENT.isBound()) {
                Exchange.CURRENT.get().requestId(id);
            }
            return next.handle(request).header(HEADER, id);
        };
    }

    /** A request that is answered a second time, because its first answer did not come, keeps its id. */
    private String idOf(Request request) {
        var known = Exchange.CURRENT.isBound() ? Exchange.CURRENT.get().requestId() : "";
        if (!known.isEmpty()) {
            return known;
        }
        return request.header(HEADER).filter(RequestIds::isWellFormed).orElseGet(this::made);
    }

    private String made() {
        return prefix + Long.toString(count.incrementAndGet(), 36);
    }

    private static boolean isWellFormed(String id) {
        return id.length() >= SHORTEST
                && id.length() <= LONGEST
                && id.chars()
                        .allMatch(each -> (each >= 'a' && each <= 'z')
                                || (each >= 'A' && each <= 'Z')
                                || (each >= '0' && each <= '9')
                                || each == '-'
                                || each == '_'
                                || each == '.');
    }
}
