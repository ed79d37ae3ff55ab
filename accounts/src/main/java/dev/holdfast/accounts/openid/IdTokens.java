package dev.holdfast.accounts.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.accounts.digest.Digest;
import dev.holdfast.accounts.provider.Provider;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Holds the ID tokens of a provider against what they have to be (OpenID Connect Core 1.0 section 3.1.3.7, RFC 8725). */
final class IdTokens {

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_SUBJECT = 255;

    /** What the clocks of two machines may differ by. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Provider provider;
    private final ProviderKeys keys;
    private final Clock clock;

    IdTokens(Provider provider, ProviderKeys keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns what a token says that was made for the attempt. */
    JWTClaimsSet read(String text, Attempt attempt, URI keysAt) throws NotSignedIn {
        require(!text.isEmpty() && text.length() <= LONGEST, "is missing, or too long");
        try {
            var token = SignedJWT.parse(text);
            requireSigned(token, keysAt);
            var claims = token.getJWTClaimsSet();
            requireOurs(claims, attempt);
            requireNow(claims);
            return claims;
        } catch (ParseException | IllegalArgumentException | IllegalStateException _) {
            throw refused("cannot be read");
        }
    }

    private void requireSigned(SignedJWT token, URI keysAt) throws NotSignedIn {
        require(token.getHeader().getCriticalParams() == null, "has a header that is not understood");
        var found = keys.of(token.getHeader(), keysAt);
        require(!found.isEmpty(), "is signed by no key of the provider");
        require(found.stream().anyMatch(key -> Signatures.isBy(key, token)), "has a signature that does not hold");
    }

    private void requireOurs(JWTClaimsSet claims, Attempt attempt) throws NotSignedIn, ParseException {
        require(provider.issuer().toString().equals(claims.getIssuer()), "is of another issuer");
        require(claims.getAudience().contains(provider.clientId()), "is for somebody else");
        var party = claims.getStringClaim("azp");
        require(party == null || party.equals(provider.clientId()), "was asked for by somebody else");
        require(party != null || claims.getAudience().size() == 1, "is for several, and does not say who has asked");
        require(isSame(attempt.nonce(), claims.getStringClaim("nonce")), "was made for another attempt");
        var subject = claims.getSubject();
        require(
                subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT,
                "does not say of whom it speaks");
    }

    private void requireNow(JWTClaimsSet claims) throws NotSignedIn {
        var now = clock.instant();
        require(isAfter(claims.getExpirationTime(), now.minus(SKEW)), "has ended, or would never end");
        var made = claims.getIssueTime();
        require(made != null && !isAfter(made, now.plus(SKEW)), "was made in the future, or does not say when");
        require(!isAfter(claims.getNotBeforeTime(), now.plus(SKEW)), "does not hold yet");
    }

    private static boolean isAfter(@Nullable Date date, Instant time) {
        return date != null && date.toInstant().isAfter(time);
    }

    private static boolean isSame(String ours, @Nullable String theirs) {
        return theirs != null && Digest.areSame(ours, theirs);
    }

    private static void require(boolean holds, String otherwise) throws NotSignedIn {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static NotSignedIn refused(String why) {
        return new NotSignedIn(Refusal.TOKEN_REFUSED, "the ID token " + why);
    }
}
