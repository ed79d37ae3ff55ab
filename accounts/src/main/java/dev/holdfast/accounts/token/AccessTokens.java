package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.Problem;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes and checks access tokens: signed by HS256 and nothing else, whatever a token says of itself (RFC 9068, RFC 8725). */
public final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String SESSION = "sid";
    private static final int LONGEST = 4 * 1024;

    private final TokenSettings settings;
    private final Clock clock;
    private final MACSigner signer;
    private final MACVerifier verifier;

    /** Tokens signed and checked by such keys. */
    public AccessTokens(TokenSettings settings, Keys keys, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        try {
            this.signer = new MACSigner(keys.secret());
            this.verifier = new MACVerifier(keys.secret());
        } catch (JOSEException failure) {
            throw new IllegalArgumentException("the key of access tokens cannot be used", failure);
        }
    }

    /**
     * Returns a token that stands for a user within a session.
     *
     * @param claims what the program adds of its own
     */
    public String make(String userId, String sessionId, Map<String, Object> claims) {
        var now = clock.instant();
        var all = new JWTClaimsSet.Builder();
        claims.forEach(all::claim);
        all.issuer(settings.issuer())
                .audience(settings.issuer())
                .subject(userId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.life())))
                .jwtID(UUID.randomUUID().toString())
                .claim(SESSION, sessionId);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), all.build());
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException("an access token cannot be signed", failure);
        }
        return token.serialize();
    }

    /** Returns what a token says; a problem of kind unauthenticated where it does not hold. */
    public AccessToken read(String text) {
        if (text.length() > LONGEST) {
            throw refused();
        }
        try {
            var token = SignedJWT.parse(text);
            if (!isOurs(token.getHeader()) || !token.verify(verifier)) {
                throw refused();
            }
            return checked(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException _) {
            throw refused();
        }
    }

    /** Returns the public keys. */
    public Object jwks() {
        return Map.of("keys", List.of());
    }

    private static boolean isOurs(JWSHeader header) {
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && header.getCriticalParams() == null;
    }

    private AccessToken checked(JWTClaimsSet claims) throws ParseException {
        var now = clock.instant();
        var session = claims.getStringClaim(SESSION);
        var holds = settings.issuer().equals(claims.getIssuer())
                && List.of(settings.issuer()).equals(claims.getAudience())
                && isAfter(claims.getExpirationTime(), now)
                && !isAfter(claims.getIssueTime(), now)
                && claims.getSubject() != null;
        if (!holds || session == null) {
            throw refused();
        }
        return new AccessToken(
                claims.getSubject(), session, claims.getExpirationTime().toInstant());
    }

    private static boolean isAfter(@org.jspecify.annotations.Nullable Date date, Instant time) {
        return date != null && date.toInstant().isAfter(time);
    }

    private static Problem refused() {
        return Problem.unauthenticated("the access token does not hold; sign in again");
    }
}
