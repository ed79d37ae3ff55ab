package dev.holdfast;

/** Text from outside, made fit for a line of a log: nothing in it ends the line, and no terminal obeys it. */
public final class Printable {

    private Printable() {}

    /** Says whether a character can be shown as it is: neither a control, nor a line or paragraph end, nor invisible. */
    public static boolean isPlain(char character) {
        return (character >= ' ' && character < 0x7F) || (character > 0x9F && isVisible(character));
    }

    /** Halves of pairs are told apart by who encodes them. */
    private static boolean isVisible(char character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }

    /** Returns the text with whatever is not plain written as in Java: {@code \n}, {@code \}{@code u001b}. */
    public static String of(String text) {
        var first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : escaped(text, first);
    }

    private static String escaped(String text, int first) {
        var shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (var index = first; index < text.length(); index++) {
            var character = text.charAt(index);
            switch (character) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> append(shown, character);
            }
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, char character) {
        if (isPlain(character)) {
            shown.append(character);
        } else {
            shown.append("\\u").append(Integer.toHexString(0x10000 | character), 1, 5);
        }
    }
}
