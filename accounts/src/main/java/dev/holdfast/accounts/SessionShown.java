package dev.holdfast.accounts;

import dev.holdfast.accounts.session.Session;
import java.time.Instant;

/**
 * A session as its user sees it.
 *
 * @param device what the client said of itself
 * @param address where it was used last
 * @param current whether it is the one in which the user asks
 */
record SessionShown(
        String id,
        String device,
        String address,
        Instant signedInAt,
        Instant lastUsedAt,
        Instant endsAt,
        boolean current) {

    static SessionShown of(Session session, String current) {
        return new SessionShown(
                session.id(),
                session.device(),
                session.address(),
                session.signedInAt(),
                session.renewedAt(),
                session.endsAt(),
                session.id().equals(current));
    }
}
