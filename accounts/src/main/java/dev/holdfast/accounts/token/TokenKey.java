package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.util.Optional;

/**
 * One key of access tokens, bound to one algorithm.
 *
 * @param kid its name in the header of its tokens; a secret has none
 * @param signer empty where only the public half is known
 * @param published what others may know of it; nothing of a secret
 */
record TokenKey(
        Optional<String> kid,
        JWSAlgorithm algorithm,
        JWSVerifier verifier,
        Optional<JWSSigner> signer,
        Optional<PublishedKey> published) {

    private static final int LEAST_BYTES = 32;

    static TokenKey secret(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the secret of access tokens has at least " + LEAST_BYTES + " bytes");
        }
        try {
            return new TokenKey(
                    Optional.empty(),
                    JWSAlgorithm.HS256,
                    new MACVerifier(bytes.clone()),
                    Optional.of(new MACSigner(bytes.clone())),
                    Optional.empty());
        } catch (JOSEException failure) {
            throw new IllegalArgumentException("the secret of access tokens cannot be used", failure);
        }
    }

    boolean isPrivate() {
        return signer.isPresent();
    }

    @Override
    public String toString() {
        return "key " + kid.orElse("without a name");
    }
}
