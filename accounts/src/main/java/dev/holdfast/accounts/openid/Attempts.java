package dev.holdfast.accounts.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.accounts.digest.Digest;
import dev.holdfast.http.Request;
import dev.holdfast.http.SetCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps attempts where they belong, in the browser that has begun them: in a cookie that no script can read and nobody else can
 * make. Nothing is stored here, and so nobody can fill a table by beginning.
 *
 * <p>Threading: any number of threads.
 */
public final class Attempts {

    static final String COOKIE = "__Host-provider";

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int PARTS = 6;
    private static final int LONGEST = 500;

    private final byte[] key;
    private final Clock clock;

    /** Attempts under a key that is for nothing else. */
    public Attempts(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /** Begins an attempt. */
    public Attempt begin(String provider) {
        return Attempt.random(provider, clock.instant().plus(LIFE));
    }

    /** Returns the cookie that carries an attempt; it comes back when the provider sends the browser back. */
    public SetCookie cookie(Attempt attempt) {
        var text = String.join(
                ".",
                attempt.provider(),
                Long.toString(attempt.ends().getEpochSecond()),
                attempt.state(),
                attempt.nonce(),
                attempt.verifier());
        return SetCookie.of(COOKIE, text + "." + sealOf(text)).lasting(LIFE);
    }

    /** Returns what makes the browser forget its attempt. */
    public static SetCookie forgetting() {
        return SetCookie.forgetting(COOKIE);
    }

    /** Returns the attempt this browser has begun with a provider, where it has not ended and is the one the state speaks of. */
    public Optional<Attempt> of(Request request, String provider, String state) {
        return request.cookie(COOKIE)
                .flatMap(this::opened)
                .filter(attempt -> attempt.provider().equals(provider))
                .filter(attempt -> attempt.ends().isAfter(clock.instant()))
                .filter(attempt -> Digest.areSame(attempt.state(), state));
    }

    private Optional<Attempt> opened(String text) {
        var cut = text.lastIndexOf('.');
        if (cut < 0
                || text.length() > LONGEST
                || !Digest.areSame(sealOf(text.substring(0, cut)), text.substring(cut + 1))) {
            return Optional.empty();
        }
        var parts = text.split("\\.", PARTS);
        return Optional.of(
                new Attempt(parts[0], parts[2], parts[3], parts[4], Instant.ofEpochSecond(Long.parseLong(parts[1]))));
    }

    private String sealOf(String text) {
        return Digest.text(Digest.hmac(key, text.getBytes(US_ASCII)));
    }
}
