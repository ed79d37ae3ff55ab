package dev.holdfast.accounts.session;

import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stored sessions. Every change is one conditional write of one record, so that it is whole on a database without transactions.
 *
 * <p>Threading: any number of threads, of any number of programs.
 */
public final class Sessions {

    /** How long the answer to a refresh may get lost, or come late to another window of the same browser (RFC 9700 section 4.14.2). */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** How many a user may have; of more, the one that was not used for the longest time ends. */
    static final int MOST = 50;

    private final Repository<Session, String> sessions;
    private final Supplier<byte[]> key;
    private final Duration life;
    private final Clock clock;

    /**
     * Sessions that last so long.
     *
     * @param key from which the next refresh token is derived; asked for when there is one to derive
     * @param life from signing in to the end, however often they are used
     */
    public Sessions(Database database, Supplier<byte[]> key, Duration life, Clock clock) {
        this.sessions = database.repository(Session.MODEL);
        this.key = key;
        this.life = life;
        this.clock = clock;
    }

    /** Begins a session, and returns it with its first refresh token. */
    public Renewal.Renewed open(String userId, Client client) {
        var ticket = Ticket.random();
        var now = clock.instant();
        var session = sessions.insert(new Session(
                ticket.id(), userId, ticket.hash(), "", client.device(), client.shown(), now, now, now.plus(life)));
        endBeyond(userId);
        return new Renewal.Renewed(session, ticket);
    }

    private void endBeyond(String userId) {
        var all = sessions.find(Query.where(Session.USER_ID.is(userId)).by(Session.LAST_USED_FIRST));
        all.stream().skip(MOST).forEach(session -> sessions.deleteById(session.id()));
    }

    /** Returns the session of that id, where it is the user's and has not ended. */
    public Optional<Session> live(String id, String userId) {
        var now = clock.instant();
        return sessions.findById(id)
                .filter(session ->
                        session.userId().equals(userId) && session.endsAt().isAfter(now));
    }

    /** Returns the session of a refresh token that is valid now. */
    public Optional<Session> of(String refreshToken) {
        return Ticket.read(refreshToken)
                .flatMap(ticket -> sessions.findById(ticket.id())
                        .filter(session ->
                                ticket.matches(session.secretHash()) || ticket.matches(session.formerHash())));
    }

    /** Replaces a refresh token by the next one. One that was replaced before ends its session, unless that was a moment ago. */
    public Renewal renew(String refreshToken, Client client) {
        var ticket = Ticket.read(refreshToken);
        var found = ticket.flatMap(given -> sessions.findById(given.id()));
        return found.isEmpty() || !found.get().endsAt().isAfter(clock.instant())
                ? new Renewal.Refused()
                : renewed(ticket.orElseThrow(), found.get(), client);
    }

    private Renewal renewed(Ticket ticket, Session session, Client client) {
        if (!ticket.matches(session.secretHash())) {
            return again(ticket, session);
        }
        var next = ticket.next(key.get());
        if (replaced(ticket, next, client)) {
            return new Renewal.Renewed(session, next);
        }
        return sessions.findById(ticket.id()).map(now -> again(ticket, now)).orElseGet(Renewal.Refused::new);
    }

    private boolean replaced(Ticket ticket, Ticket next, Client client) {
        var unchanged = Session.ID.is(ticket.id()).and(Session.SECRET_HASH.is(ticket.hash()));
        var patch = Session.SECRET_HASH
                .to(next.hash())
                .and(Session.FORMER_HASH.to(ticket.hash()))
                .and(Session.RENEWED_AT.to(clock.instant()))
                .and(Session.ADDRESS.to(client.shown()));
        return sessions.updateAll(unchanged, patch) == 1;
    }

    /** What is not the newest was the newest once: only who has been given it knows the handle. */
    private Renewal again(Ticket ticket, Session session) {
        var next = ticket.next(key.get());
        var isLate = !session.renewedAt().plus(GRACE).isAfter(clock.instant());
        if (!isLate && ticket.matches(session.formerHash())) {
            return next.matches(session.secretHash()) ? new Renewal.Renewed(session, next) : new Renewal.Refused();
        }
        sessions.deleteById(session.id());
        return new Renewal.Reused(session);
    }

    /** Returns the sessions of a user that have not ended, the last used first. */
    public List<Session> ofUser(String userId) {
        var live = Session.USER_ID.is(userId).and(Session.ENDS_AT.moreThan(clock.instant()));
        return sessions.find(Query.where(live).by(Session.LAST_USED_FIRST));
    }

    /** Ends a session; says whether it was there. */
    public boolean end(String id) {
        return sessions.deleteById(id);
    }

    /** Ends a session of a user; says whether there was such a one. */
    public boolean end(String id, String userId) {
        return sessions.deleteAll(Session.ID.is(id).and(Session.USER_ID.is(userId))) == 1;
    }

    /** Ends all sessions of a user; returns how many there were. */
    public long endAll(String userId) {
        return sessions.deleteAll(Session.USER_ID.is(userId));
    }

    /** Ends all sessions of a user but one. */
    public long endOthers(String userId, String kept) {
        return sessions.deleteAll(Session.USER_ID.is(userId).and(Session.ID.isNot(kept)));
    }

    /** Forgets what ended before the moment. */
    public long forgetBefore(Instant moment) {
        return sessions.deleteAll(Session.ENDS_AT.lessThan(moment));
    }
}
