package dev.holdfast.accounts.token;

import java.util.Optional;

/**
 * The public half of a key of access tokens: a JWK (RFC 7517).
 *
 * @param kty its type, {@code OKP} or {@code EC}
 * @param crv its curve
 * @param x its point, or the first coordinate of it
 * @param y the second coordinate, where there are two
 * @param kid its name
 * @param use what it is for: {@code sig}
 * @param alg the only algorithm it is believed with
 */
public record PublishedKey(String kty, String crv, String x, Optional<String> y, String kid, String use, String alg) {

    static PublishedKey ed25519(String kid, String point) {
        return new PublishedKey("OKP", "Ed25519", point, Optional.empty(), kid, "sig", "EdDSA");
    }

    static PublishedKey es256(String kid, String x, String y) {
        return new PublishedKey("EC", "P-256", x, Optional.of(y), kid, "sig", "ES256");
    }
}
