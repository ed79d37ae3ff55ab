package dev.holdfast.accounts.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.http.Request;
import dev.holdfast.http.SetCookie;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps attempts where they belong, in the browser that has begun them: in a cookie that no script can read and nobody else can
 * make. Nothing is stored here, and so nobody can fill a table by beginning.
 *
 * <p>Threading: any number of threads.
 */
public final class Attempts {

    static final String COOKIE = "__Host-provider";

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final byte[] PURPOSE = "attempts to sign in by a provider".getBytes(US_ASCII);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int PARTS = 6;
    private static final int LONGEST = 500;

    private final byte[] key;
    private final Clock clock;

    /** Attempts under a key that is derived from the program's secret. */
    public Attempts(byte[] secret, Clock clock) {
        this.key = hmac(secret, PURPOSE);
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
                .filter(attempt -> isSame(attempt.state(), state));
    }

    private Optional<Attempt> opened(String text) {
        var cut = text.lastIndexOf('.');
        if (cut < 0 || text.length() > LONGEST || !isSame(sealOf(text.substring(0, cut)), text.substring(cut + 1))) {
            return Optional.empty();
        }
        var parts = text.split("\\.", PARTS);
        return Optional.of(
                new Attempt(parts[0], parts[2], parts[3], parts[4], Instant.ofEpochSecond(Long.parseLong(parts[1]))));
    }

    private String sealOf(String text) {
        return ENCODER.encodeToString(hmac(key, text.getBytes(US_ASCII)));
    }

    private static boolean isSame(String ours, String theirs) {
        return MessageDigest.isEqual(ours.getBytes(US_ASCII), theirs.getBytes(US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 belongs to every Java", failure);
        }
    }
}
