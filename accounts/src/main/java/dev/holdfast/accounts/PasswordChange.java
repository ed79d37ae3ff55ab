package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;
import jakarta.validation.constraints.Size;

/**
 * What somebody sends who sets a new password. It does not print itself.
 *
 * @param current the password until now
 */
record PasswordChange(@Size(max = 1000) String current, Password password) {
    @Override
    public String toString() {
        return "PasswordChange";
    }
}
