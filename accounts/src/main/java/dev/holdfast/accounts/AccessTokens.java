package dev.holdfast.accounts;

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
import java.util.UUID;

/** Makes and checks access tokens: signed by HS256 and nothing else, whatever a token says of itself (RFC 9068, RFC 8725). */
final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int LONGEST = 4 * 1024;

    private final AccountSettings settings;
    private final Clock clock;
    private final MACSigner signer;
    private final MACVerifier verifier;

    AccessTokens(AccountSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        try {
            this.signer = new MACSigner(settings.key());
            this.verifier = new MACVerifier(settings.key());
        } catch (JOSEException failure) {
            throw new IllegalArgumentException("the key of access tokens cannot be used", failure);
        }
    }

    String make(String userId) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.issuer())
                .subject(userId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.tokenLife())))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException failure) {
            throw new IllegalStateException("an access token cannot be signed", failure);
        }
        return token.serialize();
    }

    /** Returns the id of the user a token stands for; a problem of kind unauthenticated where it does not hold. */
    String userOf(String text) {
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

    private static boolean isOurs(JWSHeader header) {
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && header.getCriticalParams() == null;
    }

    private String checked(JWTClaimsSet claims) {
        var now = clock.instant();
        var holds = settings.issuer().equals(claims.getIssuer())
                && List.of(settings.issuer()).equals(claims.getAudience())
                && isAfter(claims.getExpirationTime(), now)
                && !isAfter(claims.getIssueTime(), now)
                && claims.getSubject() != null;
        if (!holds) {
            throw refused();
        }
        return claims.getSubject();
    }

    private static boolean isAfter(@org.jspecify.annotations.Nullable Date date, Instant time) {
        return date != null && date.toInstant().isAfter(time);
    }

    private static Problem refused() {
        return Problem.unauthenticated("the access token does not hold; sign in again");
    }
}
