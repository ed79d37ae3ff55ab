package dev.holdfast.accounts.identity;

import dev.holdfast.data.Database;
import dev.holdfast.data.Repository;
import dev.holdfast.data.UniqueViolation;
import java.time.Clock;
import java.util.Optional;

/** The stored identities. Safe for any number of threads. */
public final class Identities {

    private final Repository<LinkedIdentity, String> identities;
    private final Clock clock;

    /** Identities in such a database. */
    public Identities(Database database, Clock clock) {
        this.identities = database.repository(LinkedIdentity.MODEL);
        this.clock = clock;
    }

    /** Returns the user whom an issuer knows by that name. */
    public Optional<String> userOf(String issuer, String subject) {
        return identities.findById(LinkedIdentity.idOf(issuer, subject)).map(LinkedIdentity::userId);
    }

    /** Notes which user that is; says whether it was not known before, of this user or another. */
    public boolean link(String issuer, String subject, String userId, String provider) {
        try {
            var id = LinkedIdentity.idOf(issuer, subject);
            identities.insert(new LinkedIdentity(id, userId, provider, clock.instant()));
            return true;
        } catch (UniqueViolation _) {
            return false;
        }
    }

    /** Forgets that an identity is a user, where it is that one. */
    public void unlink(String issuer, String subject, String userId) {
        identities.deleteAll(
                LinkedIdentity.ID.is(LinkedIdentity.idOf(issuer, subject)).and(LinkedIdentity.USER_ID.is(userId)));
    }

    /** Forgets all identities of a user. */
    public void forget(String userId) {
        identities.deleteAll(LinkedIdentity.USER_ID.is(userId));
    }
}
