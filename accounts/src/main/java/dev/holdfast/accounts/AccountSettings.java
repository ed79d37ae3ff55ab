package dev.holdfast.accounts;

import dev.holdfast.limit.Quota;
import java.time.Duration;

/**
 * How accounts behave.
 *
 * @param secret signs the access tokens; 32 bytes or more
 * @param issuer who makes the tokens, and whom they are for: the name of the program
 * @param tokenLife how long an access token holds
 * @param logins how often somebody may try to sign in to one account from one address
 */
public record AccountSettings(Bytes secret, String issuer, Duration tokenLife, Quota logins) {

    private static final int LEAST_KEY = 32;

    /** Bytes that do not print themselves. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Bytes(byte[] value) {
        @Override
        public String toString() {
            return "secret";
        }
    }

    public AccountSettings {
        if (secret.value().length < LEAST_KEY) {
            throw new IllegalArgumentException("the secret of access tokens has at least " + LEAST_KEY + " bytes");
        }
    }

    /** Settings with access tokens that hold for 15 minutes, and 10 attempts to sign in within as long. */
    public static AccountSettings of(String issuer, byte[] secret) {
        return new AccountSettings(new Bytes(secret.clone()), issuer, Duration.ofMinutes(15), Quota.of("10/15m"));
    }

    /** Returns these settings with another number of attempts to sign in. */
    public AccountSettings logins(Quota attempts) {
        return new AccountSettings(secret, issuer, tokenLife, attempts);
    }

    byte[] key() {
        return secret.value();
    }
}
