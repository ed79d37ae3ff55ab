package dev.holdfast.app;

import dev.holdfast.http.Headers;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a client says about the codings of its answer (RFC 9110 section 12.5.3). */
final class CodingPreference {

    private static final int UNSAID = -1;
    private static final Pattern WEIGHT = Pattern.compile("q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    private int gzip = UNSAID;
    private int identity = UNSAID;
    private int others = UNSAID;

    private CodingPreference() {}

    /** Says whether the client takes gzip, and no coding at all is not dearer to it. */
    static boolean isGzip(Headers asked) {
        var preference = new CodingPreference();
        for (var field : asked.all("Accept-Encoding")) {
            for (var element : field.toLowerCase(Locale.ROOT).split(",", -1)) {
                preference.note(element);
            }
        }
        var gzip = preference.gzip == UNSAID ? preference.others : preference.gzip;
        return gzip > 0 && gzip >= preference.identity;
    }

    private void note(String element) {
        var semicolon = element.indexOf(';');
        var coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
        var weight = semicolon < 0
                ? 1000
                : thousandths(element.substring(semicolon + 1).strip());
        switch (coding) {
            case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
            case "identity" -> identity = Math.max(identity, weight);
            case "*" -> others = Math.max(others, weight);
            default -> {}
        }
    }

    /** What is no weight makes its coding one the client does not take: that is always safe. */
    private static int thousandths(String parameter) {
        var match = WEIGHT.matcher(parameter);
        return match.matches() ? (int) Math.round(Double.parseDouble(match.group(1)) * 1000) : 0;
    }
}
