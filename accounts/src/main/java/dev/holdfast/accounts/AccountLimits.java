package dev.holdfast.accounts;

import dev.holdfast.limit.Quota;

/**
 * How often somebody may try what leads into accounts. What is counted by address counts a /64 of IPv6 as one.
 *
 * @param logins attempts to sign in to one account from one address
 * @param loginsOfAddress attempts of one address to sign in to any account
 * @param registrations registrations from one address
 * @param refreshes refreshes and sign-outs from one address
 * @param forgottenPasswords mails asked for by one address for one account
 * @param mailedSecrets attempts of one address to use what came by mail
 * @param confirmations attempts of one user to change password or address, for which they give their password again
 */
public record AccountLimits(
        Quota logins,
        Quota loginsOfAddress,
        Quota registrations,
        Quota refreshes,
        Quota forgottenPasswords,
        Quota mailedSecrets,
        Quota confirmations) {

    /** Returns the limits unless told otherwise. */
    public static AccountLimits standard() {
        return new AccountLimits(
                Quota.of("10/15m"),
                Quota.of("100/15m"),
                Quota.of("30/1h"),
                Quota.of("300/15m"),
                Quota.of("5/1h"),
                Quota.of("30/1h"),
                Quota.of("10/15m"));
    }

    /** Returns these limits without those that count addresses alone, as for a program behind something that counts them itself. */
    public AccountLimits withoutAddresses() {
        return new AccountLimits(logins, Quota.OFF, Quota.OFF, Quota.OFF, forgottenPasswords, Quota.OFF, confirmations);
    }

    /** Returns these limits with another number of attempts to sign in to one account from one address. */
    public AccountLimits logins(Quota attempts) {
        return new AccountLimits(
                attempts, loginsOfAddress, registrations, refreshes, forgottenPasswords, mailedSecrets, confirmations);
    }
}
