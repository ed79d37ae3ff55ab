package dev.holdfast.accounts.mailed;

import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;

/**
 * What is kept of a secret that went by mail: its hash, and what it allows. It does not print itself.
 *
 * @param id the id of the ticket that was sent
 * @param secretHash the hash of its secret
 * @param email the address it was sent to
 */
@Table("account_mailed_secrets")
public record MailedSecret(
        @Id String id,
        String secretHash,
        Purpose purpose,
        String userId,
        String email,
        Instant sentAt,
        Instant endsAt) {

    public static final Model<MailedSecret, String> MODEL = Model.of(MailedSecret.class, String.class);
    static final Field<MailedSecret, String> USER_ID = MODEL.field("userId", String.class);
    static final Field<MailedSecret, Purpose> PURPOSE = MODEL.field("purpose", Purpose.class);
    static final Field<MailedSecret, String> EMAIL = MODEL.field("email", String.class);
    static final Field<MailedSecret, Instant> SENT_AT = MODEL.field("sentAt", Instant.class);
    static final Field<MailedSecret, Instant> ENDS_AT = MODEL.field("endsAt", Instant.class);

    @Override
    public String toString() {
        return "MailedSecret[" + purpose + " of " + userId + "]";
    }
}
