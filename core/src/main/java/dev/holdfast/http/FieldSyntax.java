package dev.holdfast.http;

/** What may stand in the name and the value of a header field (RFC 9110 sections 5.1 and 5.5). */
final class FieldSyntax {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldSyntax() {}

    static String name(String name) {
        for (var index = 0; index < name.length(); index++) {
            if (!isTokenCharacter(name.charAt(index))) {
                throw new IllegalArgumentException("not the name of a header field: " + quoted(name));
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a header field needs a name");
        }
        return name;
    }

    static String value(String value) {
        for (var index = 0; index < value.length(); index++) {
            var character = value.charAt(index);
            if ((character < ' ' && character != '\t') || character == 0x7F || character > 0xFF) {
                throw new IllegalArgumentException("not the value of a header field: " + quoted(value));
            }
        }
        return value;
    }

    /** The same for names that differ only in the case of ASCII letters. */
    static int hash(String name) {
        var hash = name.length();
        for (var index = 0; index < name.length(); index++) {
            hash = hash * 31 + (name.charAt(index) | 0x20);
        }
        return hash;
    }

    static boolean isTokenCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || TOKEN_MARKS.indexOf(character) >= 0;
    }

    private static String quoted(String text) {
        var shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return '"' + shown.replaceAll("[^ -~]", "?") + '"';
    }
}
