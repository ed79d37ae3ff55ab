package dev.holdfast.accounts.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Checks signatures by public keys, and by those alone: with no other kind of key can a token be made by who only checks it. */
final class Signatures {

    private static final Set<JWSAlgorithm> EDWARDS = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    private static final int LEAST_RSA_BITS = 2048;

    private Signatures() {}

    /** Says whether a token with such a header may have been signed by a key: the key decides, and the token has to fit. */
    static boolean mayBeBy(JWK key, JWSHeader header) {
        var isNamed = header.getKeyID() == null || header.getKeyID().equals(key.getKeyID());
        var signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        var fits = key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm());
        return isNamed && signs && fits && isFor(key, header.getAlgorithm());
    }

    private static boolean isFor(JWK key, JWSAlgorithm algorithm) {
        return switch (key) {
            case RSAKey rsa -> algorithm.equals(JWSAlgorithm.RS256) && rsa.size() >= LEAST_RSA_BITS;
            case ECKey curved ->
                algorithm.equals(JWSAlgorithm.ES256) && curved.getCurve().equals(Curve.P_256);
            case OctetKeyPair pair ->
                EDWARDS.contains(algorithm) && pair.getCurve().equals(Curve.Ed25519);
            default -> false;
        };
    }

    /** Says whether a key has signed a token. */
    static boolean isBy(JWK key, SignedJWT token) {
        try {
            return switch (key) {
                case RSAKey rsa -> token.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
                case ECKey curved -> token.verify(new ECDSAVerifier(curved.toECPublicKey()));
                case OctetKeyPair pair -> isBy(pair, token);
                default -> false;
            };
        } catch (JOSEException | IllegalArgumentException | IllegalStateException _) {
            return false;
        }
    }

    private static boolean isBy(OctetKeyPair pair, SignedJWT token) {
        var signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(pair.getDecodedX()));
        var content = token.getSigningInput();
        signer.update(content, 0, content.length);
        return signer.verifySignature(token.getSignature().decode());
    }
}
