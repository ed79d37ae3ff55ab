package dev.holdfast.accounts;

import dev.holdfast.Hidden;
import dev.holdfast.accounts.password.PasswordHash;
import dev.holdfast.data.Database;
import dev.holdfast.data.Patch;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.UniqueViolation;
import java.time.Clock;
import java.util.Optional;

/** The stored credentials: whoever has one may sign in, unless it is disabled. Every change is one write of one record. */
final class Credentials {

    /** Of those who sign in by a provider alone, or may not begin. */
    static final PasswordHash NO_PASSWORD = new PasswordHash("");

    private static final int FIRST = 1;

    private final Repository<Credential, String> credentials;
    private final Clock clock;

    Credentials(Database database, Clock clock) {
        this.credentials = database.repository(Credential.MODEL);
        this.clock = clock;
    }

    /** Returns the credential of a user, with the hash of their password. */
    Optional<Credential> of(String userId) {
        return credentials.findOne(Query.where(Credential.USER_ID.is(userId)).including(Credential.PASSWORD_HASH));
    }

    /** Says whether somebody who was let in by a credential may still be let in by what is stored now. */
    boolean stillHolds(Credential before) {
        return of(before.userId()).filter(before::stillHolds).isPresent();
    }

    /** Says whether a user may come in. */
    boolean admits(String userId) {
        return credentials.exists(Credential.USER_ID.is(userId).and(Credential.DISABLED_AT.isAbsent()));
    }

    boolean isDisabled(String userId) {
        return credentials.exists(Credential.USER_ID.is(userId).and(Credential.DISABLED_AT.isPresent()));
    }

    boolean exists(String userId) {
        return credentials.exists(Credential.USER_ID.is(userId));
    }

    /**
     * Stores the first password of a user; says whether it is the first.
     *
     * @param hash {@link #NO_PASSWORD} for who has none
     * @param proven the address they were seen to read, where they were
     */
    boolean begin(String userId, PasswordHash hash, Optional<String> proven) {
        try {
            credentials.insert(
                    new Credential(userId, Hidden.of(hash.value()), FIRST, Optional.empty(), proven, clock.instant()));
            return true;
        } catch (UniqueViolation _) {
            return false;
        }
    }

    /** Sets a password in place of the one a user has; says whether there was one. */
    boolean set(String userId, PasswordHash hash) {
        return patched(userId, another(hash));
    }

    /** Sets a password in place of the one that was proven; says whether nobody has set another meanwhile. */
    boolean replace(Credential proven, PasswordHash hash) {
        var unchanged =
                Credential.USER_ID.is(proven.userId()).and(Credential.PASSWORD_VERSION.is(proven.passwordVersion()));
        return credentials.updateAll(unchanged, another(hash)) == 1;
    }

    private static Patch<Credential> another(PasswordHash hash) {
        return Credential.PASSWORD_HASH.to(hash.value()).and(Credential.PASSWORD_VERSION.plus(1));
    }

    /** Notes that a user was seen to read the mails of an address. */
    void prove(String userId, String address) {
        var _ = patched(userId, Credential.PROVEN_ADDRESS.to(address));
    }

    /** Stores the same password hashed better, unless it was changed meanwhile. */
    void strengthen(String userId, PasswordHash weak, PasswordHash strong) {
        var unchanged = Credential.USER_ID.is(userId).and(Credential.PASSWORD_HASH.is(weak.value()));
        credentials.updateAll(unchanged, Credential.PASSWORD_HASH.to(strong.value()));
    }

    /** Keeps a user out; one who has never begun does not begin either. */
    void disable(String userId) {
        var disabled = Credential.DISABLED_AT.to(clock.instant());
        if (!patched(userId, disabled)) {
            var _ = begin(userId, NO_PASSWORD, Optional.empty());
            var _ = patched(userId, disabled);
        }
    }

    boolean enable(String userId) {
        return patched(userId, Credential.DISABLED_AT.cleared());
    }

    private boolean patched(String userId, Patch<Credential> patch) {
        return credentials.patch(userId, patch).isPresent();
    }

    void forget(String userId) {
        credentials.deleteById(userId);
    }
}
