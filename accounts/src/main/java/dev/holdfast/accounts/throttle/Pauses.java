package dev.holdfast.accounts.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.Problem;
import dev.holdfast.limit.Key;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Growing pauses between failed attempts on one account, from wherever they come. They never become a lock: the longest is a
 * minute, and an address from which the account was reached by its owner is not held up at all.
 *
 * <p>An attempt counts as failed when it begins, so that many at once get no further than one after another. Threading: any number
 * of threads.
 */
public final class Pauses {

    private static final int FREE = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final int MOST = 100_000;

    private final Clock clock;
    private final Cache<String, Failures> failures;
    private final Cache<Key, Boolean> known;

    /** What is remembered of an account: failed attempts, the end of the pause, and whether the last attempt fell into it. */
    private record Failures(int count, Instant until, boolean isRefused) {
        @Nullable Failures withdrawn(Instant now) {
            return count == 1 ? null : new Failures(count - 1, now, false);
        }
    }

    /** Pauses by such a clock. */
    public Pauses(Clock clock) {
        this.clock = clock;
        this.failures = remembering(FORGOTTEN);
        this.known = remembering(KNOWN);
    }

    private static <K, V> Cache<K, V> remembering(Duration time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(time)
                // Whoever adds an entry does the work of forgetting another: the table never runs ahead of its bound.
                .executor(Runnable::run)
                .build();
    }

    /**
     * Begins an attempt on an account.
     *
     * @return how long the pause is that begins with it; empty where there is none yet
     * @throws Problem of kind too many while a pause lasts: 429 with Retry-After
     */
    public Optional<Duration> begin(String account, InetAddress from) {
        if (known.getIfPresent(Key.of(from, account)) != null) {
            return Optional.empty();
        }
        var now = clock.instant();
        var attempt = failures.asMap().compute(account, (_, before) -> following(before, now));
        var left = Duration.between(now, attempt.until());
        if (attempt.isRefused()) {
            throw refused(left);
        }
        return Optional.of(left).filter(Duration::isPositive);
    }

    private static Failures following(@Nullable Failures before, Instant now) {
        if (before == null) {
            return new Failures(1, now, false);
        }
        var count = before.count() + 1;
        return before.until().isAfter(now)
                ? new Failures(before.count(), before.until(), true)
                : new Failures(count, now.plus(pauseAfter(count)), false);
    }

    /** Takes an attempt back that nobody could decide about, as when too many wait for their passwords to be hashed. */
    public void withdraw(String account) {
        failures.asMap().computeIfPresent(account, (_, before) -> before.withdrawn(clock.instant()));
    }

    /** Ends an attempt that was right: the account has no pause, and the address is its owner's. */
    public void succeeded(String account, InetAddress from) {
        known.put(Key.of(from, account), true);
        failures.invalidate(account);
    }

    private static Duration pauseAfter(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(count - FREE, 6));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    private static Problem refused(Duration left) {
        var seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return Problem.tooMany(
                "too many attempts on this account; the next is welcome in " + seconds + " s",
                Duration.ofSeconds(seconds));
    }
}
