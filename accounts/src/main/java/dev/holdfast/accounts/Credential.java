package dev.holdfast.accounts;

import dev.holdfast.Hidden;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.UpdatedAt;
import java.time.Instant;
import java.util.Optional;

/**
 * How a user proves who they are; kept apart from the user, so that it cannot leak with one.
 *
 * @param passwordHash empty text for those who sign in by another provider alone
 * @param passwordVersion grows with each password the user sets, and not when one is hashed anew
 * @param disabledAt since when they may not sign in
 * @param provenAddress the address they were last seen to read, which may not be the one they have now
 */
@Table("account_credentials")
record Credential(
        @Id String userId,
        Hidden<String> passwordHash,
        int passwordVersion,
        Optional<Instant> disabledAt,
        Optional<String> provenAddress,
        @UpdatedAt Instant changedAt) {

    static final Model<Credential, String> MODEL = Model.of(Credential.class, String.class);
    static final Field<Credential, String> USER_ID = MODEL.field("userId", String.class);
    static final Field<Credential, String> PASSWORD_HASH = MODEL.field("passwordHash", String.class);
    static final Field<Credential, Integer> PASSWORD_VERSION = MODEL.field("passwordVersion", Integer.class);
    static final Field<Credential, Instant> DISABLED_AT = MODEL.field("disabledAt", Instant.class);
    static final Field<Credential, String> PROVEN_ADDRESS = MODEL.field("provenAddress", String.class);

    /** Says whether there is a password by which they could sign in. */
    boolean hasPassword() {
        return passwordHash.known().filter(hash -> !hash.isEmpty()).isPresent();
    }

    /** Says whether it is known that the address is theirs. */
    boolean hasProven(String address) {
        return provenAddress.filter(address::equals).isPresent();
    }

    boolean isDisabled() {
        return disabledAt.isPresent();
    }

    /** Says whether somebody who was let in by this may still be let in by what is stored now. */
    boolean stillHolds(Credential now) {
        return passwordVersion == now.passwordVersion && !now.isDisabled();
    }
}
