package dev.holdfast.accounts.identity;

import dev.holdfast.accounts.digest.Digest;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.time.Instant;

/**
 * Which user somebody is whom a provider knows.
 *
 * @param id a hash of the issuer and its name of them, so that each is somebody once
 * @param provider the program's name of the provider
 */
@Table("account_identities")
public record LinkedIdentity(@Id String id, String userId, String provider, Instant linkedAt) {

    public static final Model<LinkedIdentity, String> MODEL = Model.of(LinkedIdentity.class, String.class);
    static final Field<LinkedIdentity, String> ID = MODEL.field("id", String.class);
    static final Field<LinkedIdentity, String> USER_ID = MODEL.field("userId", String.class);

    static String idOf(String issuer, String subject) {
        // No issuer has a line end, so no two pairs make one text.
        return Digest.sha256(issuer + "\n" + subject);
    }
}
