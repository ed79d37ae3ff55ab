package dev.holdfast.app;

import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Response;
import dev.holdfast.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer that is kept, encoded and tagged.
 *
 * @param at when it was made, by the ticker of its cache
 */
record KeptAnswer(Response answer, long at) {

    private static final long SECOND = 1_000_000_000L;
    private static final int BYTES_OF_AN_ANSWER = 256;
    private static final int BYTES_OF_A_FIELD = 128;

    /** What is told of one request and not of another. */
    private static final Set<String> OF_ONE_REQUEST =
            Set.of("age", "date", "x-request-id", "retry-after", "server-timing", "set-cookie");

    /** Returns the answer as it can be kept; empty where it must not be shared or cannot be. */
    static Optional<KeptAnswer> of(Response answer, Json json, boolean isPerCaller, long now) {
        if (answer.status() != 200 || !isForAll(answer, isPerCaller)) {
            return Optional.empty();
        }
        var encoded = JsonAnswers.encoded(answer, json);
        return encoded.body() instanceof Body.Bytes(var content)
                ? Optional.of(new KeptAnswer(told(encoded, content, isPerCaller), now))
                : Optional.empty();
    }

    private static boolean isForAll(Response answer, boolean isPerCaller) {
        var control = String.join(",", answer.headers().all("Cache-Control")).toLowerCase(Locale.ROOT);
        return !answer.headers().has("Set-Cookie")
                && !answer.headers().has("Vary")
                && !control.contains("no-store")
                && (isPerCaller || !control.contains("private"));
    }

    /** Nobody outside can be told of an eviction, so whoever keeps the answer has to ask whether it still holds. */
    private static Response told(Response answer, byte[] content, boolean isPerCaller) {
        var kept = new Response(200, answer.headers().without(KeptAnswer::isOfOneRequest), answer.body());
        var tagged = kept.headers().has("ETag") ? kept : kept.tagged(EntityTag.of(content));
        return kept.headers().has("Cache-Control")
                ? tagged
                : tagged.header("Cache-Control", isPerCaller ? "no-store" : "no-cache");
    }

    private static boolean isOfOneRequest(String field) {
        var name = field.toLowerCase(Locale.ROOT);
        return OF_ONE_REQUEST.contains(name)
                || name.startsWith("ratelimit")
                || name.startsWith("x-ratelimit")
                || name.startsWith("access-control-");
    }

    /** Returns the answer with how old it is (RFC 9111 section 5.1), in whole seconds and from the first one on. */
    Response agedAt(long now) {
        var seconds = (now - at) / SECOND;
        return seconds < 1 ? answer : answer.header("Age", Long.toString(seconds));
    }

    /** Returns about how much memory the answer takes. */
    long bytes() {
        var bytes = new AtomicLong(BYTES_OF_AN_ANSWER);
        answer.headers()
                .forEach((name, value) -> bytes.addAndGet(BYTES_OF_A_FIELD + (long) name.length() + value.length()));
        return bytes.get() + (answer.body() instanceof Body.Bytes(var content) ? content.length : 0);
    }
}
