package dev.holdfast.accounts.token;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;

/** One PEM file of the folder of keys, and what to do where it holds anything else than a key for access tokens. */
final class KeyFile {

    /** RFC 8410. */
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private final Path file;
    private final String kid;

    KeyFile(Path file, String kid) {
        this.file = file;
        this.kid = kid;
    }

    TokenKey read() throws BadKey {
        var pem = PemFile.read(file);
        return switch (pem.getType()) {
            case "PRIVATE KEY", "PUBLIC KEY" -> decoded(pem);
            case "ENCRYPTED PRIVATE KEY" -> throw plain("is encrypted");
            case "EC PRIVATE KEY" -> throw plain("is in the old form of EC keys");
            case "RSA PRIVATE KEY", "RSA PUBLIC KEY" -> throw other("is an RSA key");
            case "CERTIFICATE" -> throw other("is a certificate");
            default -> throw other("holds no key of that form");
        };
    }

    private TokenKey decoded(PemObject pem) throws BadKey {
        try {
            return "PUBLIC KEY".equals(pem.getType())
                    ? publicKey(SubjectPublicKeyInfo.getInstance(pem.getContent()))
                    : privateKey(PrivateKeyInfo.getInstance(pem.getContent()));
        } catch (IOException | GeneralSecurityException | JOSEException | RuntimeException _) {
            throw other("is damaged, or no key");
        }
    }

    private TokenKey privateKey(PrivateKeyInfo info)
            throws BadKey, IOException, GeneralSecurityException, JOSEException {
        check(info.getPrivateKeyAlgorithm());
        return switch (PrivateKeyFactory.createKey(info)) {
            case Ed25519PrivateKeyParameters key -> Ed25519.key(kid, key.generatePublicKey(), Optional.of(key));
            case ECPrivateKeyParameters key -> Es256.key(kid, publicHalf(key), Optional.of(key));
            case AsymmetricKeyParameter _ -> throw other("is no key for signatures");
        };
    }

    private TokenKey publicKey(SubjectPublicKeyInfo info)
            throws BadKey, IOException, GeneralSecurityException, JOSEException {
        check(info.getAlgorithm());
        return switch (PublicKeyFactory.createKey(info)) {
            case Ed25519PublicKeyParameters key -> Ed25519.key(kid, key, Optional.empty());
            case ECPublicKeyParameters key -> Es256.key(kid, key, Optional.empty());
            case AsymmetricKeyParameter _ -> throw other("is no key for signatures");
        };
    }

    private static ECPublicKeyParameters publicHalf(ECPrivateKeyParameters key) {
        var curve = key.getParameters();
        return new ECPublicKeyParameters(curve.getG().multiply(key.getD()), curve);
    }

    private void check(AlgorithmIdentifier algorithm) throws BadKey {
        var type = algorithm.getAlgorithm();
        if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            throw other("is an RSA key");
        }
        if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (!X9ObjectIdentifiers.prime256v1.equals(algorithm.getParameters())) {
                throw other("is an EC key of another curve than P-256");
            }
        } else if (!type.equals(ED25519)) {
            throw other("is a key of another type");
        }
    }

    private BadKey other(String what) {
        return new BadKey(what + "; access tokens are signed by Ed25519 or EC P-256, type: openssl genpkey"
                + " -algorithm ed25519 -out new.pem");
    }

    private BadKey plain(String what) {
        return new BadKey(what + "; type: openssl pkcs8 -topk8 -nocrypt -in " + file.getFileName() + " -out new.pem");
    }
}
