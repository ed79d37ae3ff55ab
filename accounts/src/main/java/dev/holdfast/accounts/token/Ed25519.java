package dev.holdfast.accounts.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;

/**
 * Signatures by Ed25519 (RFC 8037). The library of tokens would need one more library for them, and the JDK takes several times as
 * long as Bouncy Castle.
 */
final class Ed25519 {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.EdDSA;
    private static final int SIGNATURE_BYTES = Ed25519PrivateKeyParameters.SIGNATURE_SIZE;

    private Ed25519() {}

    static TokenKey key(String kid, Ed25519PublicKeyParameters open, Optional<Ed25519PrivateKeyParameters> secret) {
        var point = Base64URL.encode(open.getEncoded()).toString();
        return new TokenKey(
                Optional.of(kid),
                ALGORITHM,
                new Verifier(open),
                secret.map(Signer::new),
                Optional.of(PublishedKey.ed25519(kid, point)));
    }

    /** Signs by a private key. */
    private static final class Signer extends BaseJWSProvider implements JWSSigner {

        private final Ed25519PrivateKeyParameters key;

        Signer(Ed25519PrivateKeyParameters key) {
            super(Set.of(ALGORITHM));
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) {
            var signature = new byte[SIGNATURE_BYTES];
            key.sign(Algorithm.Ed25519, null, input, 0, input.length, signature, 0);
            return Base64URL.encode(signature);
        }
    }

    /** Verifies by a public key. */
    private static final class Verifier extends BaseJWSProvider implements JWSVerifier {

        private final Ed25519PublicKeyParameters key;

        Verifier(Ed25519PublicKeyParameters key) {
            super(Set.of(ALGORITHM));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL given) {
            var signature = given.decode();
            return signature.length == SIGNATURE_BYTES
                    && key.verify(Algorithm.Ed25519, null, input, 0, input.length, signature, 0);
        }
    }
}
