package dev.holdfast.myapp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys of the fake provider, of each kind that is accepted, and those it shows. */
final class FakeKeys {

    private static final int KEY_BYTES = 32;

    final RSAKey rsa;
    private final ECKey curved;
    private final KeyPair edwards;
    private final CopyOnWriteArrayList<JWK> shown = new CopyOnWriteArrayList<>();

    FakeKeys() {
        try {
            rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            curved = new ECKeyGenerator(Curve.P_256).keyID("curved").generate();
            edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (JOSEException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
        var whole = edwards.getPublic().getEncoded();
        var point = Base64URL.encode(Arrays.copyOfRange(whole, whole.length - KEY_BYTES, whole.length));
        show(
                rsa.toPublicJWK(),
                curved.toPublicJWK(),
                new OctetKeyPair.Builder(Curve.Ed25519, point).keyID("edwards").build());
    }

    /** Shows these keys from now on, and no others. */
    void show(JWK... others) {
        shown.clear();
        shown.addAll(List.of(others));
    }

    List<JWK> shown() {
        return shown;
    }

    String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa));
    }

    String signedByCurve(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.ES256, "curved", new ECDSASigner(curved));
    }

    String signedByEdwards(JWTClaimsSet.Builder claims) throws GeneralSecurityException {
        var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("edwards").build();
        var token = new SignedJWT(header, claims.build());
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(edwards.getPrivate());
        signature.update(token.getSigningInput());
        return new String(token.getSigningInput(), java.nio.charset.StandardCharsets.US_ASCII) + "."
                + Base64URL.encode(signature.sign());
    }

    static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, String id, JWSSigner signer)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }
}
