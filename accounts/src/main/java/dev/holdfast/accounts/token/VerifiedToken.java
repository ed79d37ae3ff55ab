package dev.holdfast.accounts.token;

import java.time.Instant;

/**
 * A token whose signature and claims were found right; only time can end it.
 *
 * @param from before when it does not hold
 */
record VerifiedToken(AccessToken token, Instant from) {

    boolean holdsAt(Instant time) {
        return !time.isBefore(from) && time.isBefore(token.expires());
    }
}
