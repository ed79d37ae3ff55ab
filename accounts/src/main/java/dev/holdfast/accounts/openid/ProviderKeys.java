package dev.holdfast.accounts.openid;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.holdfast.cache.Cache;
import dev.holdfast.cache.CacheOptions;
import dev.holdfast.cache.Lifetime;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The public keys of a provider, read again when a token names one that is not known yet.
 *
 * <p>Threading: any number of threads.
 */
final class ProviderKeys {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 100;

    private final Cache<URI, List<JWK>> kept = Cache.inProcess(CacheOptions.<URI, List<JWK>>entries(1)
            .named("keys of a provider")
            .living(Lifetime.of(Duration.ofHours(1))));
    private final AtomicReference<Instant> readAgain = new AtomicReference<>(Instant.MIN);
    private final Calls calls;
    private final Clock clock;

    ProviderKeys(Calls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** Returns the keys that may have signed a token with such a header. */
    List<JWK> of(JWSHeader header, URI place) throws NotSignedIn {
        var found = matching(header, place);
        if (found.isEmpty() && mayReadAgain()) {
            kept.evict(place);
        }
        return found.isEmpty() ? matching(header, place) : found;
    }

    private List<JWK> matching(JWSHeader header, URI place) throws NotSignedIn {
        return kept.<NotSignedIn>get(place, this::read).stream()
                .filter(key -> Signatures.mayBeBy(key, header))
                .toList();
    }

    private boolean mayReadAgain() {
        var now = clock.instant();
        var before = readAgain.get();
        return !before.isAfter(now.minus(PAUSE)) && readAgain.compareAndSet(before, now);
    }

    private List<JWK> read(URI place) throws NotSignedIn {
        var answer = calls.get(place);
        var _ = answer.object();
        try {
            var keys = JWKSet.parse(answer.text()).getKeys();
            if (keys.size() <= MOST_KEYS) {
                return List.copyOf(keys);
            }
        } catch (ParseException _) {
            // The same is said of both below.
        }
        throw Calls.unavailable(place, "answers with no set of keys, or too large a one");
    }
}
