package dev.holdfast.files;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How long a client may keep a file (RFC 9111 section 5.2.2).
 *
 * @param time without asking whether it has changed
 * @param immutable the names that never mean anything else
 */
record Freshness(Duration time, Predicate<String> immutable) {

    static final Freshness ASKING = new Freshness(Duration.ZERO, _ -> false);

    private static final Duration FOREVER = Duration.ofDays(365);

    Freshness {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a file cannot be fresh for " + time);
        }
    }

    Freshness lasting(Duration other) {
        return new Freshness(other, immutable);
    }

    Freshness forever(Predicate<String> names) {
        return new Freshness(time, names);
    }

    /** Returns the value of Cache-Control; what is not for everybody is kept by its reader alone. */
    String of(String name, boolean isShared) {
        var whose = isShared ? "public" : "private";
        if (immutable.test(name)) {
            return whose + ", max-age=" + FOREVER.toSeconds() + ", immutable";
        }
        return whose + (time.isZero() ? ", no-cache" : ", max-age=" + time.toSeconds());
    }
}
