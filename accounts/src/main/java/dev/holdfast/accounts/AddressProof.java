package dev.holdfast.accounts;

import jakarta.validation.constraints.Size;

/**
 * What somebody sends who shows that an address is theirs. It does not print itself.
 *
 * @param token what the mail carried
 */
record AddressProof(@Size(max = 1000) String token) {
    @Override
    public String toString() {
        return "AddressProof";
    }
}
