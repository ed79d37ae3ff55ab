package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;
import jakarta.validation.constraints.Size;

/**
 * What somebody sends who sets a new password by a mail. It does not print itself.
 *
 * @param token what the mail carried
 */
record NewPassword(@Size(max = 1000) String token, Password password) {
    @Override
    public String toString() {
        return "NewPassword";
    }
}
