package dev.holdfast.accounts.openid;

import java.util.Locale;

/** Why somebody was not signed in by a provider. */
public enum Refusal {
    /** This browser has not begun it here, not by this provider, or too long ago. */
    NOT_BEGUN_HERE,
    /** They have said no at the provider. */
    CANCELLED,
    /** The provider does not answer, or nothing that can be used. */
    PROVIDER_UNAVAILABLE,
    /** The provider does not accept what it was asked. */
    PROVIDER_REFUSED,
    /** What the provider says of them does not hold. */
    TOKEN_REFUSED,
    /** The provider does not say that their address is theirs. */
    ADDRESS_NOT_VERIFIED,
    /** Somebody has an account with the address, who has not shown that it is theirs. */
    ADDRESS_TAKEN,
    /** The program takes nobody who is new. */
    NOT_REGISTERED,
    /** The account is disabled. */
    ACCOUNT_DISABLED,
    /** The program has said no. */
    REFUSED;

    /** Returns the word by which a page recognises it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says whether it is nobody's fault, and nothing for somebody who watches over the program. */
    public boolean isUsual() {
        return switch (this) {
            case NOT_BEGUN_HERE, CANCELLED, ADDRESS_NOT_VERIFIED, NOT_REGISTERED, ACCOUNT_DISABLED, REFUSED -> true;
            case PROVIDER_UNAVAILABLE, PROVIDER_REFUSED, TOKEN_REFUSED, ADDRESS_TAKEN -> false;
        };
    }
}
