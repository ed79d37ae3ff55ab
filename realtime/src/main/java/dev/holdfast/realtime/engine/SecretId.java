package dev.holdfast.realtime.engine;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids of 20 characters that nobody can guess; proxies and other servers of the family look for just that shape. */
public final class SecretId {

    private static final int BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretId() {}

    /** Returns a new id. */
    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
