package dev.holdfast.accounts.machine;

import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key of another program, without its secret. It does not print its hash.
 *
 * @param id the id of the ticket the program carries
 * @param name what it is for, in the words of who made it
 * @param scopes what it may do
 * @param madeBy the id of the user who made it
 * @param usedAt when it was last used, to the minute
 */
@Table("account_keys")
public record ApiKey(
        @Id String id,
        String secretHash,
        String name,
        List<String> scopes,
        String madeBy,
        Instant madeAt,
        Optional<Instant> usedAt,
        Instant endsAt) {

    public static final Model<ApiKey, String> MODEL = Model.of(ApiKey.class, String.class);
    static final Field<ApiKey, String> ID = MODEL.field("id", String.class);
    static final Field<ApiKey, String> MADE_BY = MODEL.field("madeBy", String.class);
    static final Field<ApiKey, Instant> MADE_AT = MODEL.field("madeAt", Instant.class);
    static final Field<ApiKey, Instant> USED_AT = MODEL.field("usedAt", Instant.class);
    static final Field<ApiKey, Instant> ENDS_AT = MODEL.field("endsAt", Instant.class);

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
