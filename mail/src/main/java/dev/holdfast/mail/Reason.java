package dev.holdfast.mail;

import dev.holdfast.Printable;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Why a letter was not delivered, in words for the log. */
final class Reason {

    private static final int LONGEST = 400;

    /** Parts of a text that may be tokens or codes. */
    private static final Pattern TELLING = Pattern.compile("(?=[\\w-]*[0-9])[\\w-]{6,}|[\\w-]{12,}");

    private Reason() {}

    /** Returns what the failure says. Mail servers quote what they refuse: parts of the text that may be secret are left out. */
    static String of(Throwable failure, Mail mail) {
        var messages = new LinkedHashSet<String>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            var message = each.getMessage();
            messages.add(message == null || message.isBlank() ? each.getClass().getSimpleName() : message.strip());
        }
        var told = String.join(": ", messages);
        for (var part : telling(mail)) {
            told = told.replace(part, "[text]");
        }
        return Printable.of(told.length() > LONGEST ? told.substring(0, LONGEST) + "..." : told);
    }

    /** The longest first, since a part may hold another. */
    private static List<String> telling(Mail mail) {
        return TELLING.matcher(mail.text())
                .results()
                .map(MatchResult::group)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
