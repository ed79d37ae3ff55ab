package dev.holdfast.server;

import static dev.holdfast.server.Heads.malformed;

import dev.holdfast.Problem;
import java.util.Optional;

/** What a request asks for, as its first line says it (RFC 9112 section 3.2). */
final class Targets {

    private static final boolean[] FORBIDDEN = marks("\"#<>\\^`{|}");
    private static final boolean[] IN_A_NAME = marks("._~-");
    private static final boolean[] IN_AN_ADDRESS = marks(":.");
    private static final int LONGEST_PORT = 5;

    private Targets() {}

    private static boolean[] marks(String characters) {
        var marks = new boolean[128];
        characters.chars().forEach(each -> marks[each] = true);
        return marks;
    }

    /** Returns why a target is refused, where it is: it is a path, a whole address, or the asterisk of OPTIONS. */
    static Optional<Problem> fault(String target, String method) {
        if (target.startsWith("/")) {
            return characterFault(target);
        }
        if (isAbsolute(target)) {
            return isHost(authority(target))
                    ? characterFault(target)
                    : Optional.of(malformed("the request target names no valid host"));
        }
        return target.equals("*") && method.equals("OPTIONS")
                ? Optional.empty()
                : Optional.of(malformed("the request target must be a path"));
    }

    private static Optional<Problem> characterFault(String target) {
        for (var index = 0; index < target.length(); index++) {
            var character = target.charAt(index);
            if (character < FORBIDDEN.length && FORBIDDEN[character]) {
                return Optional.of(malformed("the request target has a character it may not have"));
            }
        }
        return escapeFault(target);
    }

    /** RFC 3986 section 2.1; a control byte in a path is no part of any name, whoever decodes it later. */
    private static Optional<Problem> escapeFault(String target) {
        var question = target.indexOf('?');
        var end = question < 0 ? target.length() : question;
        for (var index = target.indexOf('%'); index >= 0 && index < end; index = target.indexOf('%', index + 1)) {
            var high = index + 2 < end ? Character.digit(target.charAt(index + 1), 16) : -1;
            var low = index + 2 < end ? Character.digit(target.charAt(index + 2), 16) : -1;
            if (high == 0 && low == 0) {
                return Optional.of(malformed("the request target must not contain NUL characters"));
            }
            if (high < 2 || low < 0 || (high == 7 && low == 15)) {
                return Optional.of(malformed("the path has an escape it may not have"));
            }
        }
        return Optional.empty();
    }

    /** Says whether a text is host and port as RFC 3986 section 3.2 has them, less the marks that no name of a host has. */
    static boolean isHost(String text) {
        var end = text.startsWith("[") ? endOfAddress(text) : endOfRun(text, 0, IN_A_NAME);
        return end > 0 && (end == text.length() || isPort(text, end));
    }

    private static int endOfAddress(String text) {
        var end = endOfRun(text, 1, IN_AN_ADDRESS);
        return end > 1 && end < text.length() && text.charAt(end) == ']' && isHexadecimal(text, end) ? end + 1 : 0;
    }

    private static boolean isHexadecimal(String text, int end) {
        return text.substring(1, end)
                .chars()
                .allMatch(each -> each < 128 && (IN_AN_ADDRESS[each] || Character.digit(each, 16) >= 0));
    }

    private static int endOfRun(String text, int start, boolean[] marks) {
        var index = start;
        while (index < text.length() && isLetterDigitOr(text.charAt(index), marks)) {
            index++;
        }
        return index;
    }

    private static boolean isLetterDigitOr(char character, boolean[] marks) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || (character < marks.length && marks[character]);
    }

    private static boolean isPort(String text, int colon) {
        if (text.charAt(colon) != ':' || text.length() - colon - 1 > LONGEST_PORT) {
            return false;
        }
        for (var index = colon + 1; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return true;
    }

    static boolean isAbsolute(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }

    static String authority(String target) {
        return target.substring(authorityStart(target), authorityEnd(target));
    }

    private static int authorityStart(String target) {
        return target.indexOf("//") + 2;
    }

    private static int authorityEnd(String target) {
        for (var index = authorityStart(target); index < target.length(); index++) {
            if (target.charAt(index) == '/' || target.charAt(index) == '?') {
                return index;
            }
        }
        return target.length();
    }

    /** Returns what of a whole address comes after the host. */
    static String relative(String target) {
        var rest = target.substring(authorityEnd(target));
        return rest.startsWith("/") ? rest : "/" + rest;
    }
}
