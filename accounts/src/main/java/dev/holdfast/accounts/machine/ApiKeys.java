package dev.holdfast.accounts.machine;

import dev.holdfast.Page;
import dev.holdfast.accounts.session.Ticket;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored keys of other programs. Safe for any number of threads, of any number of programs. */
public final class ApiKeys {

    /** What a key begins with, so that one that lies about is recognised for what it is. */
    public static final String PREFIX = "hf_";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Repository<ApiKey, String> keys;
    private final Clock clock;

    /** Keys in such a database. */
    public ApiKeys(Database database, Clock clock) {
        this.keys = database.repository(ApiKey.MODEL);
        this.clock = clock;
    }

    /**
     * A key that was just made.
     *
     * @param text what the program carries; it is stored nowhere
     */
    public record Made(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    /** Makes a key. */
    public Made make(String name, List<String> scopes, String madeBy, Duration life) {
        var ticket = Ticket.random();
        var now = clock.instant();
        var key = keys.insert(
                new ApiKey(ticket.id(), ticket.hash(), name, scopes, madeBy, now, Optional.empty(), now.plus(life)));
        return new Made(key, PREFIX + ticket.text());
    }

    /** Returns the key a text stands for, where there is one and it has not ended. */
    public Optional<ApiKey> of(String text) {
        return Optional.of(text)
                .filter(given -> given.startsWith(PREFIX))
                .flatMap(given -> Ticket.read(given.substring(PREFIX.length())))
                .flatMap(ticket -> keys.findById(ticket.id()).filter(key -> ticket.matches(key.secretHash())))
                .filter(key -> key.endsAt().isAfter(clock.instant()));
    }

    /** Says whether the use of a key is worth writing down. */
    public boolean isToBeNoted(ApiKey key) {
        return key.usedAt().filter(clock.instant().minus(MINUTE)::isBefore).isEmpty();
    }

    /** Writes down that a key is used. */
    public void note(ApiKey key) {
        var _ = keys.patch(key.id(), ApiKey.USED_AT.to(clock.instant()));
    }

    /** Returns how many keys a user has made that are there still. */
    public long madeBy(String userId) {
        return keys.count(ApiKey.MADE_BY.is(userId));
    }

    /** Returns a page of all keys, the newest first. */
    public Page<ApiKey> page(Optional<String> cursor, int limit) {
        return keys.page(Query.<ApiKey>all().by(ApiKey.MADE_AT.descending()), cursor, limit);
    }

    /** Revokes a key; returns it where it was there. */
    public Optional<ApiKey> revoke(String id) {
        return keys.findById(id).filter(key -> keys.deleteById(key.id()));
    }

    /** Revokes all keys a user has made. */
    public void revokeAllOf(String userId) {
        keys.deleteAll(ApiKey.MADE_BY.is(userId));
    }

    /** Forgets what ended before the moment. */
    public long forgetBefore(Instant moment) {
        return keys.deleteAll(ApiKey.ENDS_AT.lessThan(moment));
    }
}
