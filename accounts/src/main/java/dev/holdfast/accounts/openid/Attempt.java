package dev.holdfast.accounts.openid;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * A sign-in by a provider that has begun and not ended. It does not print its secrets.
 *
 * @param provider the name of the provider
 * @param state comes back with the browser, and shows that it is the same one
 * @param nonce comes back inside of the ID token, and shows that it was made for this attempt
 * @param verifier shows the provider that who brings the code is who has begun
 * @param ends until when it may end well
 */
public record Attempt(String provider, String state, String nonce, String verifier, Instant ends) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Attempt random(String provider, Instant ends) {
        return new Attempt(provider, secret(), secret(), secret(), ends);
    }

    private static String secret() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "attempt by " + provider;
    }
}
