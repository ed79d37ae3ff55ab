package dev.holdfast.accounts.audit;

/** What can happen to an account. */
public enum AuditKind {
    REGISTERED,
    ADDRESS_VERIFIED,
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    SESSION_ENDED,
    /** A refresh token was used again after it had been replaced: somebody has a copy. */
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_REFUSED,
    RESET_ASKED,
    PASSWORD_RESET,
    ADDRESS_CHANGE_ASKED,
    ADDRESS_CHANGED,
    PROVIDER_LINKED,
    KEY_MADE,
    KEY_REVOKED,
    ROLE_CHANGED,
    DISABLED,
    ENABLED,
    DELETED,
    /** Attempts on an account come so often that they have to wait. */
    SLOWED_DOWN;

    /** Says whether somebody who watches over the program should look at it. */
    boolean isAlarming() {
        return switch (this) {
            case SIGN_IN_REFUSED, TOKEN_REUSED, PASSWORD_REFUSED, SLOWED_DOWN -> true;
            default -> false;
        };
    }
}
