package dev.holdfast.limit;

import dev.holdfast.Allowance;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A quota with a name, and who has used how much of it. Several routes may share one.
 *
 * <p>Threading: any number of threads.
 */
public final class Limit {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long SECOND = 1_000_000_000;

    private final String name;
    private final Quota quota;
    private final String policy;
    private final QuotaStore.Counter counter;

    private Limit(String name, Quota quota, QuotaStore.Counter counter) {
        this.name = name;
        this.quota = quota;
        this.policy =
                '"' + name + "\";q=" + quota.requests() + ";w=" + quota.per().toSeconds();
        this.counter = counter;
    }

    /** A limit that counts in the memory of this process. */
    public static Limit of(String name, Quota quota) {
        return of(name, quota, QuotaStore.inMemory());
    }

    /**
     * A limit that counts in the given store.
     *
     * @param name letters, digits, hyphens and underscores; clients see it
     */
    public static Limit of(String name, Quota quota, QuotaStore store) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a limit is made of 1 to 64 letters, digits, - and _");
        }
        var taken = new QuotaStore.Taken(true, 0, 0);
        return new Limit(name, quota, quota.isOff() ? _ -> taken : store.counter(name, quota));
    }

    public String name() {
        return name;
    }

    public Quota quota() {
        return quota;
    }

    /** Returns middleware that counts each request under the key it is given. */
    public Middleware by(Function<? super Request, Key> who) {
        return next -> quota.isOff()
                ? next
                : request -> {
                    count(who.apply(request));
                    return next.handle(request);
                };
    }

    /**
     * Counts a request under a key, and lets the answer tell what is left.
     *
     * @throws Problem of kind too many where nothing is left: 429 with Retry-After
     */
    public void count(Key key) {
        if (quota.isOff()) {
            return;
        }
        var taken = counter.take(key);
        var seconds = Math.max(1, (taken.nanosToReset() + SECOND - 1) / SECOND);
        note(new Allowance(name, policy, quota.requests(), taken.left(), seconds), taken.granted());
        if (!taken.granted()) {
            throw Problem.tooMany(
                    "too many requests; the next is welcome in " + seconds + " s", Duration.ofSeconds(seconds));
        }
    }

    private void note(Allowance allowance, boolean granted) {
        if (Exchange.CURRENT.isBound()) {
            var exchange = Exchange.CURRENT.get();
            exchange.allowed(allowance);
            if (!granted) {
                exchange.turnedAway(name);
            }
        }
    }

    @Override
    public String toString() {
        return name + " " + quota;
    }
}
