package dev.holdfast.accounts;

import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.identity.Identities;
import dev.holdfast.accounts.machine.ApiKeys;
import dev.holdfast.accounts.mailed.MailedSecrets;
import dev.holdfast.accounts.session.Sessions;

/** What accounts keep. */
record Stores(
        Credentials credentials,
        Identities identities,
        Sessions sessions,
        MailedSecrets secrets,
        ApiKeys keys,
        Audit audit) {

    /** Ends whatever a user could come in by, beginning with what makes new ways. */
    void forget(String userId) {
        credentials.forget(userId);
        identities.forget(userId);
        secrets.forget(userId);
        keys.revokeAllOf(userId);
        sessions.endAll(userId);
    }
}
