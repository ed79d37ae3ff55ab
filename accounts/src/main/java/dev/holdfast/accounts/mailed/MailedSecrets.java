package dev.holdfast.accounts.mailed;

import dev.holdfast.accounts.session.Ticket;
import dev.holdfast.data.Database;
import dev.holdfast.data.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The secrets that are out by mail. Each is good once, whoever comes first. Safe for any number of threads. */
public final class MailedSecrets {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_IN_AN_HOUR = 5;

    private final Repository<MailedSecret, String> secrets;
    private final Clock clock;

    /** Secrets in such a database. */
    public MailedSecrets(Database database, Clock clock) {
        this.secrets = database.repository(MailedSecret.MODEL);
        this.clock = clock;
    }

    /**
     * Says whether a user, or whoever reads the mails of an address, has so many of a kind that another would only fill a mailbox.
     * Those that have ended do not count: whoever has none that holds gets one.
     */
    public boolean areEnough(String userId, String email, Purpose purpose) {
        var now = clock.instant();
        var lately = MailedSecret.USER_ID
                .is(userId)
                .or(MailedSecret.EMAIL.is(email))
                .and(MailedSecret.PURPOSE.is(purpose))
                .and(MailedSecret.SENT_AT.moreThan(now.minus(HOUR)))
                .and(MailedSecret.ENDS_AT.moreThan(now));
        return secrets.count(lately) >= MOST_IN_AN_HOUR;
    }

    /** Makes a secret and returns its text, which is stored nowhere. */
    public String make(Purpose purpose, String userId, String email) {
        var ticket = Ticket.random();
        var now = clock.instant();
        secrets.insert(
                new MailedSecret(ticket.id(), ticket.hash(), purpose, userId, email, now, now.plus(purpose.life())));
        return ticket.text();
    }

    /** Returns what a text allows; empty where it allows none of these. */
    public Optional<MailedSecret> of(String text, Purpose... purposes) {
        return Ticket.read(text)
                .flatMap(ticket -> secrets.findById(ticket.id())
                        .filter(found -> ticket.matches(found.secretHash()))
                        .filter(found -> found.endsAt().isAfter(clock.instant()))
                        .filter(found -> Arrays.asList(purposes).contains(found.purpose())));
    }

    /** Returns what a text allows, and takes it away so that nobody else gets it; empty where it allows none of these. */
    public Optional<MailedSecret> take(String text, Purpose... purposes) {
        return of(text, purposes).filter(found -> secrets.deleteById(found.id()));
    }

    /** Forgets what a user was sent for a purpose. */
    public void forget(String userId, Purpose purpose) {
        secrets.deleteAll(MailedSecret.USER_ID.is(userId).and(MailedSecret.PURPOSE.is(purpose)));
    }

    /** Forgets all a user was sent. */
    public void forget(String userId) {
        secrets.deleteAll(MailedSecret.USER_ID.is(userId));
    }

    /** Forgets what ended before the moment. */
    public long forgetBefore(Instant moment) {
        return secrets.deleteAll(MailedSecret.ENDS_AT.lessThan(moment));
    }
}
