package dev.holdfast.bench;

import dev.holdfast.http.Headers;
import java.util.Map;
import java.util.TreeMap;

/** The header fields that go with every answer, for Holdfast and its peers alike. */
final class SecurityFields {

    static final Map<String, String> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-DNS-Prefetch-Control", "off"),
            Map.entry("X-Download-Options", "noopen"),
            Map.entry("X-Frame-Options", "SAMEORIGIN"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
            Map.entry("X-XSS-Protection", "0")));

    /** Those that Holdfast sends by itself with whatever is not a page. */
    static final Map<String, String> OF_JSON = new TreeMap<>(Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY"));

    static final Headers HEADERS = headers();

    private SecurityFields() {}

    private static Headers headers() {
        var headers = Headers.NONE;
        for (var field : ALL.entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        return headers;
    }
}
