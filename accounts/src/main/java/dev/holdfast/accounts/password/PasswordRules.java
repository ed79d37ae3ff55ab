package dev.holdfast.accounts.password;

import dev.holdfast.Problem;
import java.util.Arrays;

/** What a new password must not be; there are no rules about the kinds of its characters. Immutable. */
public final class PasswordRules {

    private static final String POINTER = "/password";

    private final boolean refusesCommon;
    private final CommonPasswords common = new CommonPasswords();

    private PasswordRules(boolean refusesCommon) {
        this.refusesCommon = refusesCommon;
    }

    /** Rules under which passwords on a list of common ones are refused or not. */
    public static PasswordRules of(boolean refusesCommon) {
        return new PasswordRules(refusesCommon);
    }

    /**
     * Refuses what others guess first.
     *
     * @param own what everybody knows of the user: addresses and names; what stands before an @ is looked at too
     * @throws Problem of kind invalid, for the member {@code /password}
     */
    public void check(Password password, String... own) {
        if (Arrays.stream(own).anyMatch(known -> isKnown(password.value(), known.strip()))) {
            throw Problem.invalid(POINTER, "is your own address or name, which others know; choose another");
        }
        if (refusesCommon && common.contains(password.value())) {
            throw Problem.invalid(POINTER, "is on a list of common passwords, which others try first; choose another");
        }
    }

    private static boolean isKnown(String password, String known) {
        var at = known.lastIndexOf('@');
        return password.equalsIgnoreCase(known) || (at > 0 && password.equalsIgnoreCase(known.substring(0, at)));
    }
}
