package dev.holdfast.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Moments as they stand in header fields, to the second (RFC 9110 section 5.6.7). */
public final class HttpDate {

    private static final DateTimeFormatter PREFERRED = pattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

    private static final DateTimeFormatter C_LIBRARY = pattern("EEE MMM ppd HH:mm:ss uuuu");

    private HttpDate() {}

    /** Returns the moment as text, without what is less than a second. */
    public static String text(Instant moment) {
        return PREFERRED.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** Returns the moment of a text in one of the three forms a recipient has to know; empty where it is in none. */
    public static Optional<Instant> parse(String text) {
        return parse(text, PREFERRED).or(() -> parse(text, withShortYear())).or(() -> parse(text, C_LIBRARY));
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Two digits stand for one of the hundred years that end fifty years from now. */
    private static DateTimeFormatter withShortYear() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 2, Year.now(ZoneOffset.UTC).getValue() - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
