package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * What somebody sends who shows that an address is theirs. It does not print itself.
 *
 * @param token what the mail carried
 * @param password for an account that begins; not read where an address changes
 */
record AddressProof(@Size(max = 1000) String token, Optional<Password> password) {
    @Override
    public String toString() {
        return "AddressProof";
    }
}
