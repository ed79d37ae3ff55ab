package dev.holdfast.accounts;

import dev.holdfast.Hidden;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.UpdatedAt;
import java.time.Instant;

/** How a user proves who they are; kept apart from the user, so that it cannot leak with one. */
@Table("account_credentials")
record Credential(
        @Id String userId,
        Hidden<String> passwordHash,
        @UpdatedAt Instant changedAt) {

    static final Model<Credential, String> MODEL = Model.of(Credential.class, String.class);
    static final Field<Credential, String> USER_ID = MODEL.field("userId", String.class);
    static final Field<Credential, String> PASSWORD_HASH = MODEL.field("passwordHash", String.class);
}
