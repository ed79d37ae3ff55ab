package dev.holdfast.accounts;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What somebody sends who wants another address. It does not print itself. */
record AddressChange(
        @Trim @Lowercase @NotBlank @Email @Size(max = 254) String email,
        @Size(max = 1000) String password) {
    @Override
    public String toString() {
        return "AddressChange";
    }
}
