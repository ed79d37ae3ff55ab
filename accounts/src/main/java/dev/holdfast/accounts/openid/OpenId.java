package dev.holdfast.accounts.openid;

import dev.holdfast.accounts.digest.Digest;
import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.cache.Cache;
import dev.holdfast.cache.CacheOptions;
import dev.holdfast.cache.Lifetime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One provider, from beginning to end of a sign-in (OpenID Connect Core 1.0 section 3.1). What it says of itself is kept for an
 * hour, and longer where it does not answer.
 *
 * <p>Threading: any number of threads.
 */
public final class OpenId {

    private static final Lifetime KEPT = Lifetime.of(Duration.ofHours(1)).stale(Duration.ofDays(1));

    private final Cache<URI, Metadata> kept = Cache.inProcess(CacheOptions.<URI, Metadata>entries(1)
            .named("metadata of a provider")
            .living(KEPT));
    private final Provider provider;
    private final URI back;
    private final Calls calls;
    private final CodeExchange codes;
    private final IdTokens tokens;

    OpenId(Provider provider, URI back, Calls calls, Clock clock) {
        this.provider = provider;
        this.back = back;
        this.calls = calls;
        this.codes = new CodeExchange(provider, back, calls);
        this.tokens = new IdTokens(provider, new ProviderKeys(calls, clock), clock);
    }

    /** Returns the page of the provider to which a browser goes that begins an attempt. */
    public URI page(Attempt attempt) throws NotSignedIn {
        var place = metadata().authorization();
        var query = new Form()
                .with("response_type", "code")
                .with("client_id", provider.clientId())
                .with("redirect_uri", back.toString())
                .with("scope", String.join(" ", provider.scopes()))
                .with("state", attempt.state())
                .with("nonce", attempt.nonce())
                .with("code_challenge", challenge(attempt.verifier()))
                .with("code_challenge_method", "S256");
        return URI.create(place + (place.getRawQuery() == null ? "?" : "&") + query);
    }

    /**
     * Returns who has signed in.
     *
     * @param code what the provider has sent along with the browser; good once
     * @param issuer who the provider says it is, where it does
     */
    public Identity identity(Attempt attempt, String code, Optional<String> issuer) throws NotSignedIn {
        var metadata = metadata();
        if (issuer.isEmpty()
                ? metadata.namesItself()
                : !issuer.get().equals(provider.issuer().toString())) {
            throw new NotSignedIn(Refusal.TOKEN_REFUSED, "the browser was sent back by another provider");
        }
        var granted = codes.redeem(code, attempt, metadata);
        var claims = tokens.read(granted.idToken(), attempt, metadata.keys());
        var told = new Claims(claims.getClaims());
        if (!told.tellAddress()
                && metadata.users().isPresent()
                && !granted.accessToken().isEmpty()) {
            told = users(metadata.users().get(), granted.accessToken(), claims.getSubject());
        }
        return told.identity(provider, claims.getSubject());
    }

    /** Some tell in the ID token only who somebody is, and the rest beside it (OpenID Connect Core 1.0 section 5.4). */
    private Claims users(URI place, String accessToken, String subject) throws NotSignedIn {
        var told = calls.get(place, accessToken).object();
        if (!told.path("sub").asString("").equals(subject)) {
            throw new NotSignedIn(Refusal.TOKEN_REFUSED, "the provider speaks of two people at once");
        }
        return Claims.of(told);
    }

    private Metadata metadata() throws NotSignedIn {
        return kept.<NotSignedIn>get(Metadata.placeOf(provider), place -> Metadata.read(provider, calls.get(place)));
    }

    /** The provider keeps this, and gives the token to nobody but who knows what it was made of (RFC 7636 section 4.2). */
    private static String challenge(String verifier) {
        return Digest.sha256(verifier);
    }
}
