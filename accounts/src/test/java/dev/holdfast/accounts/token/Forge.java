package dev.holdfast.accounts.token;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens letter by letter, as no library would. */
final class Forge {

    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";
    static final byte[] SECRET = "a secret of the tests, of 32 bytes and more".getBytes(StandardCharsets.UTF_8);

    private Forge() {}

    /** Claims that hold for a minute. */
    static String claims(Instant now) {
        return """
                {"iss":"app","aud":"app","sub":"ann","sid":"one","iat":%d,"exp":%d}""".formatted(now.getEpochSecond(), now.getEpochSecond() + 60);
    }

    static String part(String text) {
        return Base64URL.encode(text).toString();
    }

    static String unsigned(String header, String claims) {
        return part(header) + "." + part(claims);
    }

    static String signed(String header, String claims, byte[] secret) {
        var input = unsigned(header, claims);
        return input + "." + Base64URL.encode(mac(input, secret));
    }

    static String signed(String header, String claims, String algorithm, PrivateKey key)
            throws GeneralSecurityException {
        var input = unsigned(header, claims);
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    private static byte[] mac(String input, byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
