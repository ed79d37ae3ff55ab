package dev.holdfast.accounts.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

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
        try {
            // No issuer has a line end, so no two pairs make one text.
            var text = (issuer + "\n" + subject).getBytes(UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("SHA-256 belongs to every Java", failure);
        }
    }
}
