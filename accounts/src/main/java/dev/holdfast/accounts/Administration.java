package dev.holdfast.accounts;

import dev.holdfast.Caller;
import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.AuditEvent;
import dev.holdfast.accounts.audit.AuditKind;

/** Decides what admins may do to the accounts of others. */
final class Administration {

    private final Directory directory;
    private final Stores stores;

    Administration(Directory directory, Stores stores) {
        this.directory = directory;
        this.stores = stores;
    }

    /** Keeps a user from signing in, and ends all their sessions. */
    void disable(Caller by, String userId) {
        if (by.identity().equals(userId)) {
            throw new Problem(Kind.CONFLICT, "nobody disables their own account; ask another admin");
        }
        required(directory.byId(userId).isPresent(), userId);
        stores.credentials().disable(userId);
        stores.sessions().endAll(userId);
        stores.secrets().forget(userId);
        stores.audit().of(AuditKind.DISABLED, userId);
    }

    void enable(String userId) {
        required(stores.credentials().enable(userId), userId);
        stores.audit().of(AuditKind.ENABLED, userId);
    }

    /** Returns where a user is signed in. */
    SessionList sessions(String userId) {
        return SessionList.of(stores.sessions().ofUser(userId), "");
    }

    /** Ends all sessions of a user, who may sign in again. */
    void signOut(String userId) {
        required(stores.credentials().exists(userId), userId);
        stores.sessions().endAll(userId);
        stores.audit().of(AuditKind.SIGNED_OUT_EVERYWHERE, userId);
    }

    Page<AuditEvent> events(EventQuery query) {
        return stores.audit().page(query.user(), query.kind(), query.cursor(), query.limit());
    }

    private static void required(boolean isThere, String userId) {
        if (!isThere) {
            throw Problem.missing("account", userId);
        }
    }
}
