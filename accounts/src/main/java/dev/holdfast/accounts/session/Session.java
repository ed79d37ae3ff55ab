package dev.holdfast.accounts.session;

import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Order;
import dev.holdfast.data.Table;
import java.time.Instant;

/**
 * One sign-in of a user, on one device: the family of all refresh tokens that follow from it. It does not print its hashes.
 *
 * @param secretHash of the refresh token that is valid now
 * @param formerHash of the one before, which is answered for a moment; empty until there was one
 * @param device what the client says of itself
 * @param address where it was used last
 * @param renewedAt when the refresh token was last replaced
 * @param endsAt when it ends however often it is used
 */
@Table("account_sessions")
public record Session(
        @Id String id,
        String userId,
        String secretHash,
        String formerHash,
        String device,
        String address,
        Instant signedInAt,
        Instant renewedAt,
        Instant endsAt) {

    public static final Model<Session, String> MODEL = Model.of(Session.class, String.class);
    static final Field<Session, String> ID = MODEL.field("id", String.class);
    static final Field<Session, String> USER_ID = MODEL.field("userId", String.class);
    static final Field<Session, String> SECRET_HASH = MODEL.field("secretHash", String.class);
    static final Field<Session, String> FORMER_HASH = MODEL.field("formerHash", String.class);
    static final Field<Session, String> ADDRESS = MODEL.field("address", String.class);
    static final Field<Session, Instant> RENEWED_AT = MODEL.field("renewedAt", Instant.class);
    static final Field<Session, Instant> ENDS_AT = MODEL.field("endsAt", Instant.class);
    static final Order<Session> LAST_USED_FIRST = RENEWED_AT.descending();

    @Override
    public String toString() {
        return "Session[" + id + " of " + userId + "]";
    }
}
