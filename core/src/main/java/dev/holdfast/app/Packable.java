package dev.holdfast.app;

import dev.holdfast.http.Headers;
import dev.holdfast.http.Response;
import dev.holdfast.http.Status;
import java.util.Locale;
import java.util.Set;

/** Which answers get smaller, and may be changed on their way. */
final class Packable {

    private static final Set<String> TYPES = Set.of(
            "application/javascript",
            "application/json",
            "application/manifest+json",
            "application/wasm",
            "application/xml",
            "font/otf",
            "font/ttf",
            "image/svg+xml",
            "image/vnd.microsoft.icon");

    private Packable() {}

    /** Says whether an answer with these fields may be packed: neither packed already, a part of something, nor forbidden. */
    static boolean is(Response answer) {
        var fields = answer.headers();
        return answer.status() != 206
                && !Status.isBodiless(answer.status())
                && !fields.has("Content-Encoding")
                && !fields.has("Content-Range")
                && isText(fields.first("Content-Type").orElse(""))
                && !isFixed(fields);
    }

    private static boolean isFixed(Headers fields) {
        return fields.all("Cache-Control").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("no-transform"));
    }

    private static boolean isText(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return (type.startsWith("text/") && !type.equals("text/event-stream"))
                || TYPES.contains(type)
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }
}
