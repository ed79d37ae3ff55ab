package dev.holdfast.accounts.session;

/** What came of a refresh token. */
public sealed interface Renewal {

    /**
     * It was valid, and this one takes its place.
     *
     * @param session as it was found
     */
    record Renewed(Session session, Ticket next) implements Renewal {}

    /** Somebody used it again who should not have it any more: its session has ended. */
    record Reused(Session session) implements Renewal {}

    /** It stands for nothing. */
    record Refused() implements Renewal {}
}
