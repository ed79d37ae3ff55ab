package dev.holdfast.myapp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Looks for what must never be told: whatever tests plant under the name of a canary, hashes of passwords, and, where they are not
 * handed out, tokens by their form.
 */
final class Canaries {

    private static final Pattern NOWHERE = Pattern.compile("(?i)canary-|\\$2[aby]\\$\\d\\d\\$|\\$argon2(?:id|i|d)\\$");
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}|(?<![A-Za-z0-9_-])(?:hf_)?[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])");

    /** What answers with tokens because that is what it is for; the mailbox shows mails, and exists in development alone. */
    private static final Pattern HANDS_OUT = Pattern.compile(
            "(?:POST (?:/api/v1)?/auth/(?:login|refresh|keys)|GET (?:/api/v1)?/auth/providers/[^/?]+(?:/callback)?|GET /dev/mailbox(?:\\.json)?)"
                    + "(?:\\?.*)?");

    private static final int BESIDE = 40;

    private final ConcurrentLinkedQueue<String> sightings = new ConcurrentLinkedQueue<>();

    /** Looks at what a program has said: a line of its log, or of its output. */
    void said(String where, String text) {
        sighting(NOWHERE, text).or(() -> sighting(TOKEN, text)).ifPresent(found -> sightings.add(where + ": " + found));
    }

    /** Looks at an answer, with its head. */
    void answered(String asked, String text) {
        sighting(NOWHERE, text)
                .or(() -> HANDS_OUT.matcher(asked).matches() ? Optional.empty() : sighting(TOKEN, text))
                .ifPresent(found -> sightings.add("the answer to " + asked + ": " + found));
    }

    /** Returns what was seen since this was asked last. */
    List<String> seen() {
        var seen = List.copyOf(sightings);
        sightings.removeAll(seen);
        return seen;
    }

    private static Optional<String> sighting(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find()
                ? Optional.of("..."
                        + text.substring(
                                Math.max(0, found.start() - BESIDE), Math.min(text.length(), found.end() + BESIDE))
                        + "...")
                : Optional.empty();
    }
}
