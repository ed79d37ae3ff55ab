package dev.holdfast.app;

import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Response;

/**
 * Tells browsers to be careful with every answer: pages get the set of helmet 8, everything else a stricter one.
 *
 * <p>What an answer says itself is left as it is. A 304 says nothing of its own, since it would overwrite what the client was
 * told with the answer it has.
 */
final class SecurityHeaders implements Middleware {

    private static final Headers PAGES = Headers.NONE
            .with(
                    "Content-Security-Policy",
                    "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';"
                            + "frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';"
                            + "script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests")
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Cross-Origin-Resource-Policy", "same-origin")
            .with("Origin-Agent-Cluster", "?1")
            .with("Referrer-Policy", "no-referrer")
            .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            .with("X-Content-Type-Options", "nosniff")
            .with("X-DNS-Prefetch-Control", "off")
            .with("X-Download-Options", "noopen")
            .with("X-Frame-Options", "SAMEORIGIN")
            .with("X-Permitted-Cross-Domain-Policies", "none")
            .with("X-XSS-Protection", "0");

    private static final Headers OTHERS = Headers.NONE
            .with("Cache-Control", "no-store")
            .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY");

    private static final int NOT_MODIFIED = 304;

    @Override
    public Handler around(Handler next) {
        return request -> {
            var answer = next.handle(request);
            return answer.status() == NOT_MODIFIED ? answer : answer.over(isPage(answer) ? PAGES : OTHERS);
        };
    }

    private static boolean isPage(Response answer) {
        var type = answer.headers().first("Content-Type");
        return type.isPresent() && type.get().regionMatches(true, 0, "text/html", 0, "text/html".length());
    }
}
