package dev.holdfast.http;

import java.util.Optional;

/** Reads what a client sends back of the cookies it keeps (RFC 6265 section 4.2). */
final class Cookies {

    private static final int MOST = 150;

    private Cookies() {}

    static Optional<String> first(Headers fields, String name) {
        var left = MOST;
        for (var field : fields.all("Cookie")) {
            for (var start = 0; start <= field.length() && left > 0; left--) {
                var semicolon = field.indexOf(';', start);
                var end = semicolon < 0 ? field.length() : semicolon;
                var pair = field.substring(start, end).strip();
                if (isNamed(pair, name) && isValue(pair, name.length() + 1)) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
                start = end + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String pair, String name) {
        return pair.length() > name.length() && pair.charAt(name.length()) == '=' && pair.startsWith(name);
    }

    /** Says whether what is left of the text may be the value of a cookie, perhaps within quotes. */
    static boolean isValue(String text, int from) {
        var isQuoted = text.length() - from >= 2 && text.charAt(from) == '"' && text.endsWith("\"");
        var end = isQuoted ? text.length() - 1 : text.length();
        for (var index = isQuoted ? from + 1 : from; index < end; index++) {
            if (!isOctet(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOctet(char character) {
        return character > ' '
                && character < 0x7F
                && character != '"'
                && character != ','
                && character != ';'
                && character != '\\';
    }
}
