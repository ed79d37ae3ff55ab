package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.Problem;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes and checks access tokens (RFC 9068). What checks a token is our own key of that name, with the one algorithm of the key,
 * whatever the token says of itself (RFC 8725).
 *
 * <p>Threading: any number of threads. A token that was verified is remembered, within bounds, and held against the clock each time.
 */
public final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String SESSION = "sid";
    private static final Set<String> OURS = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", SESSION, "typ");

    private final TokenSettings settings;
    private final Keys keys;
    private final Clock clock;
    private final VerifiedTokens verified;
    private final TokenText text = new TokenText();

    /** Tokens signed and checked by such keys. */
    public AccessTokens(TokenSettings settings, Keys keys, Clock clock) {
        this(settings, keys, clock, VerifiedTokens.bounded());
    }

    AccessTokens(TokenSettings settings, Keys keys, Clock clock, VerifiedTokens verified) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.verified = verified;
    }

    /**
     * Returns a token that stands for a user within a session.
     *
     * @param claims what the program adds of its own
     * @throws IllegalArgumentException where they take a name that has a meaning here, or make the token too long to be read
     */
    public String make(String userId, String sessionId, Map<String, Object> claims) {
        var now = clock.instant();
        var all = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> all.claim(free(name), value));
        all.issuer(settings.issuer())
                .audience(settings.issuer())
                .subject(userId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.life())))
                .jwtID(UUID.randomUUID().toString())
                .claim(SESSION, sessionId);
        return signed(all.build());
    }

    private static String free(String name) {
        if (OURS.contains(name)) {
            throw new IllegalArgumentException("the claim " + name + " of an access token is not the program's to set");
        }
        return name;
    }

    private String signed(JWTClaimsSet claims) {
        var key = keys.signing();
        var header = new JWSHeader.Builder(key.algorithm()).type(TYPE);
        key.kid().ifPresent(header::keyID);
        var token = new SignedJWT(header.build(), claims);
        try {
            token.sign(key.signer().orElseThrow());
        } catch (JOSEException failure) {
            throw new IllegalStateException("an access token cannot be signed", failure);
        }
        var made = token.serialize();
        if (made.length() > TokenText.LONGEST) {
            throw new IllegalArgumentException("the claims make the access token longer than " + TokenText.LONGEST
                    + " characters; put what is so large behind the user's id instead");
        }
        return made;
    }

    /** Returns what a token says; a problem of kind unauthenticated where it does not hold. */
    public AccessToken read(String given) {
        if (given.length() > TokenText.LONGEST) {
            throw refused();
        }
        var known = verified.find(given);
        var found = known.isPresent() ? known.get() : verify(given);
        if (!found.holdsAt(clock.instant())) {
            verified.forget(given);
            throw refused();
        }
        if (known.isEmpty()) {
            verified.keep(given, found);
        }
        return found.token();
    }

    /** Returns the public keys by which others may check these tokens; none where a secret signs them. */
    public PublishedKeys jwks() {
        return keys.published();
    }

    private VerifiedToken verify(String given) {
        try {
            var token = text.parse(given);
            if (!TYPE.equals(token.getHeader().getType()) || !isSigned(token)) {
                throw refused();
            }
            return checked(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException | Problem _) {
            throw refused();
        }
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        var header = token.getHeader();
        var key = keys.named(Optional.ofNullable(header.getKeyID()));
        return key.isPresent()
                && key.get().algorithm().equals(header.getAlgorithm())
                && token.verify(key.get().verifier());
    }

    private VerifiedToken checked(JWTClaimsSet claims) throws ParseException {
        var session = claims.getStringClaim(SESSION);
        var subject = claims.getSubject();
        var issued = claims.getIssueTime();
        var ends = claims.getExpirationTime();
        if (!settings.issuer().equals(claims.getIssuer())
                || !List.of(settings.issuer()).equals(claims.getAudience())
                || subject == null
                || session == null
                || issued == null
                || ends == null) {
            throw refused();
        }
        var from = later(issued.toInstant(), Optional.ofNullable(claims.getNotBeforeTime()));
        return new VerifiedToken(new AccessToken(subject, session, ends.toInstant()), from);
    }

    private static Instant later(Instant one, Optional<Date> other) {
        return other.map(Date::toInstant).filter(one::isBefore).orElse(one);
    }

    private static Problem refused() {
        return Problem.unauthenticated("the access token does not hold; sign in again");
    }
}
