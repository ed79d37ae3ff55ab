package dev.holdfast.accounts.audit;

import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an account.
 *
 * @param userId whose account it is, where there is one
 * @param actor who did it: {@code user} or {@code service} and an id, {@code visitor} or {@code program}
 * @param address from where; empty where it did not come by a request
 * @param requestId under which the log tells more
 * @param detail what else there is to say, without anything secret
 */
@Table("account_events")
public record AuditEvent(
        @Id String id,
        Instant at,
        AuditKind kind,
        Optional<String> userId,
        String actor,
        String address,
        String requestId,
        String detail) {

    public static final Model<AuditEvent, String> MODEL = Model.of(AuditEvent.class, String.class);
    static final Field<AuditEvent, Instant> AT = MODEL.field("at", Instant.class);
    static final Field<AuditEvent, AuditKind> KIND = MODEL.field("kind", AuditKind.class);
    static final Field<AuditEvent, String> USER_ID = MODEL.field("userId", String.class);
}
