package dev.holdfast.accounts;

import dev.holdfast.accounts.session.Session;
import java.util.List;

/** Where a user is signed in, the last used first. */
record SessionList(List<SessionShown> sessions) {

    static SessionList of(List<Session> sessions, String current) {
        return new SessionList(sessions.stream()
                .map(session -> SessionShown.of(session, current))
                .toList());
    }
}
