package dev.holdfast.accounts.password;

/** What a password must not be. */
public final class PasswordRules {

    private PasswordRules() {}

    /** Rules that refuse common passwords, or do not. */
    public static PasswordRules of(boolean refusesCommon) {
        return new PasswordRules();
    }

    /** Checks a password. */
    public void check(Password password, String... own) {}
}
