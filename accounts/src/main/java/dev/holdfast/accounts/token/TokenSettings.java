package dev.holdfast.accounts.token;

import java.time.Duration;

/**
 * How access tokens are made and what they are held against.
 *
 * @param issuer who makes the tokens, and whom they are for: the name of the program
 * @param life how long a token holds
 */
public record TokenSettings(String issuer, Duration life) {

    /** Tokens that hold for 15 minutes. */
    public static TokenSettings of(String issuer) {
        return new TokenSettings(issuer, Duration.ofMinutes(15));
    }
}
