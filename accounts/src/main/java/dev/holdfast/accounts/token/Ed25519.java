package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Signatures by Ed25519 (RFC 8037), made by the JDK: the library of tokens would need one more library for them. */
final class Ed25519 {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.EdDSA;
    private static final String NAME = "Ed25519";

    private Ed25519() {}

    static TokenKey key(String kid, Ed25519PublicKeyParameters open, Optional<Ed25519PrivateKeyParameters> secret)
            throws GeneralSecurityException, IOException {
        var factory = KeyFactory.getInstance(NAME);
        var spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open).getEncoded();
        var verifier = new Verifier(factory.generatePublic(new X509EncodedKeySpec(spki)));
        var signer = Optional.<JWSSigner>empty();
        if (secret.isPresent()) {
            var spec = new EdECPrivateKeySpec(
                    NamedParameterSpec.ED25519, secret.get().getEncoded());
            signer = Optional.of(new Signer(factory.generatePrivate(spec)));
        }
        var point = Base64URL.encode(open.getEncoded()).toString();
        return new TokenKey(
                Optional.of(kid), ALGORITHM, verifier, signer, Optional.of(PublishedKey.ed25519(kid, point)));
    }

    /** Signs by a private key. */
    static final class Signer extends BaseJWSProvider implements JWSSigner {

        private final PrivateKey key;

        Signer(PrivateKey key) {
            super(Set.of(ALGORITHM));
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                var signature = Signature.getInstance(NAME);
                signature.initSign(key);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException failure) {
                throw new JOSEException("cannot sign", failure);
            }
        }
    }

    /** Verifies by a public key. */
    static final class Verifier extends BaseJWSProvider implements JWSVerifier {

        private final PublicKey key;

        Verifier(PublicKey key) {
            super(Set.of(ALGORITHM));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL given) throws JOSEException {
            try {
                var signature = Signature.getInstance(NAME);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(given.decode());
            } catch (SignatureException _) {
                return false;
            } catch (GeneralSecurityException failure) {
                throw new JOSEException("cannot verify", failure);
            }
        }
    }
}
