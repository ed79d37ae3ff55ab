package dev.holdfast.http;

/** What may stand in the name and the value of a header field (RFC 9110 sections 5.1 and 5.5). */
final class FieldSyntax {

    private static final boolean[] TOKEN_CHARACTERS = tokenCharacters();

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

    /**
     * The same for names that differ only in the case of ASCII letters. Looks at a few characters only: there are few names, each
     * is looked for often, and equal hashes are compared in full.
     */
    static int hash(String name) {
        var length = name.length();
        if (length == 0) {
            return 0;
        }
        var hash = length * 31 + (name.charAt(0) | 0x20);
        hash = hash * 31 + (name.charAt(length / 2) | 0x20);
        return hash * 31 + (name.charAt(length - 1) | 0x20);
    }

    static boolean isTokenCharacter(char character) {
        return character < TOKEN_CHARACTERS.length && TOKEN_CHARACTERS[character];
    }

    private static boolean[] tokenCharacters() {
        var accepted = new boolean[128];
        for (var character = '!'; character < accepted.length; character++) {
            accepted[character] = Character.isLetterOrDigit(character) || "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
        }
        return accepted;
    }

    private static String quoted(String text) {
        var shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return '"' + shown.replaceAll("[^ -~]", "?") + '"';
    }
}
