package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Signatures by ECDSA over P-256 (RFC 7518). */
final class Es256 {

    private Es256() {}

    static TokenKey key(String kid, ECPublicKeyParameters open, Optional<ECPrivateKeyParameters> secret)
            throws GeneralSecurityException, IOException, JOSEException {
        var factory = KeyFactory.getInstance("EC");
        var spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open).getEncoded();
        var readable = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(spki));
        var signer = Optional.<JWSSigner>empty();
        if (secret.isPresent()) {
            var spec = new ECPrivateKeySpec(secret.get().getD(), readable.getParams());
            signer = Optional.of(new ECDSASigner((ECPrivateKey) factory.generatePrivate(spec)));
        }
        var point = new ECKey.Builder(Curve.P_256, readable).build();
        var published =
                PublishedKey.es256(kid, point.getX().toString(), point.getY().toString());
        return new TokenKey(
                Optional.of(kid), JWSAlgorithm.ES256, new ECDSAVerifier(readable), signer, Optional.of(published));
    }
}
