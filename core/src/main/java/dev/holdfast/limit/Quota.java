package dev.holdfast.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many requests are granted within how long, written as {@code 100/15m}; or no bound at all, written as {@code off}.
 *
 * @param requests at most a billion; 0 where there is no bound
 * @param per whole seconds, at most 30 days; zero where there is no bound
 */
public record Quota(long requests, Duration per) {

    /** No bound at all. */
    public static final Quota OFF = new Quota(0, Duration.ZERO);

    private static final long MOST_REQUESTS = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})\\s*/\\s*([0-9]{1,8})\\s*([smhd])");

    public Quota {
        var isOff = requests == 0 && per.isZero();
        if (!isOff && (requests < 1 || requests > MOST_REQUESTS)) {
            throw new IllegalArgumentException("must grant between 1 and " + MOST_REQUESTS + " requests; or be off");
        }
        if (!isOff
                && (per.toSeconds() < 1
                        || !per.equals(Duration.ofSeconds(per.toSeconds()))
                        || per.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("must be for whole seconds, at least 1s and at most 30d");
        }
    }

    /** Returns the quota a text of the program's own names. */
    public static Quota of(String text) {
        return parse(text);
    }

    /** Returns the quota a setting names; refuses what is none by an {@link IllegalArgumentException}. */
    public static Quota parse(String text) {
        var given = text.strip().toLowerCase(Locale.ROOT);
        if (given.equals("off")) {
            return OFF;
        }
        var match = FORM.matcher(given);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be requests and a time, such as 100/15m or 5/1s, or off");
        }
        var amount = Long.parseLong(match.group(2));
        var per = switch (match.group(3)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        var requests = Long.parseLong(match.group(1));
        if (requests == 0) {
            throw new IllegalArgumentException("must grant at least 1 request; or be off");
        }
        return new Quota(requests, per);
    }

    public boolean isOff() {
        return requests == 0;
    }

    @Override
    public String toString() {
        return isOff() ? "off" : requests + "/" + per.toSeconds() + "s";
    }
}
