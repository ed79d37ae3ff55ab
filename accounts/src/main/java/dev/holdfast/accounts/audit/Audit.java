package dev.holdfast.accounts.audit;

import dev.holdfast.Caller;
import dev.holdfast.Exchange;
import dev.holdfast.Page;
import dev.holdfast.Printable;
import dev.holdfast.Uuid7;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes down what happens to accounts, in the database and in the log {@code dev.holdfast.security}. Safe for any number of threads. */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.security");

    private final Repository<AuditEvent, String> events;
    private final Clock clock;

    /** Events in such a database. */
    public Audit(Database database, Clock clock) {
        this.events = database.repository(AuditEvent.MODEL);
        this.clock = clock;
    }

    /** Who did something, from where, and under which id the log tells more of it. */
    public record Origin(String actor, String address, String requestId) {

        /** Returns what is known of the request the current thread works for. */
        public static Origin here() {
            if (!Exchange.CURRENT.isBound()) {
                return new Origin("program", "", "");
            }
            var exchange = Exchange.CURRENT.get();
            return new Origin(actor(exchange.caller()), exchange.client().getHostAddress(), exchange.requestId());
        }

        private static String actor(Caller caller) {
            return switch (caller) {
                case Caller.Visitor() -> "visitor";
                case Caller.User(var id, var _) -> "user " + id;
                case Caller.Service(var name, var _) -> "service " + name;
            };
        }
    }

    /** Writes down something that happened to the account of a user, in the request the current thread works for. */
    public void of(AuditKind kind, String userId) {
        write(kind, Optional.of(userId), "", Origin.here());
    }

    /** Writes down something that happened to the account of a user, with what else there is to say. */
    public void of(AuditKind kind, String userId, String detail) {
        write(kind, Optional.of(userId), detail, Origin.here());
    }

    /** Writes down something that happened; of nobody's account where no user is given. */
    public void write(AuditKind kind, Optional<String> userId, String detail, Origin origin) {
        var event = new AuditEvent(
                Uuid7.at(clock).toString(),
                clock.instant(),
                kind,
                userId,
                origin.actor(),
                origin.address(),
                origin.requestId(),
                Printable.of(detail));
        log(event);
        events.insert(event);
    }

    private static void log(AuditEvent event) {
        LOG.atLevel(event.kind().isAlarming() ? Level.WARN : Level.INFO)
                .log(
                        "{} user={} by={} client={} id={}{}",
                        event.kind(),
                        event.userId().map(Printable::of).orElse("-"),
                        Printable.of(event.actor()),
                        event.address(),
                        event.requestId(),
                        event.detail().isEmpty() ? "" : " (" + event.detail() + ")");
    }

    /** Returns a page of what happened, the newest first: to one user, of one kind, or all. */
    public Page<AuditEvent> page(
            Optional<String> userId, Optional<AuditKind> kind, Optional<String> cursor, int limit) {
        var filter = userId.map(AuditEvent.USER_ID::is)
                .orElseGet(Filter::all)
                .and(kind.map(AuditEvent.KIND::is).orElseGet(Filter::all));
        return events.page(Query.where(filter).by(AuditEvent.AT.descending()), cursor, limit);
    }

    /** Forgets what happened before the moment. */
    public long forgetBefore(Instant moment) {
        return events.deleteAll(AuditEvent.AT.lessThan(moment));
    }
}
