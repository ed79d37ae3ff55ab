package dev.holdfast.mail;

import dev.holdfast.Printable;

/**
 * A mail of plain text to one address. It prints itself without its text, which may hold what nobody else should see.
 *
 * @param to one address, without a name beside it
 * @param subject one line, at most 250 characters
 * @param text at most 100,000 characters; may be of several lines
 */
public record Mail(String to, String subject, String text) {

    private static final int LONGEST_SUBJECT = 250;
    private static final int LONGEST_TEXT = 100_000;

    public Mail {
        var _ = Address.of(to);
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || !isOneLine(subject)) {
            throw new IllegalArgumentException(
                    "the subject of a mail must be one line without control characters, of at most " + LONGEST_SUBJECT
                            + " characters");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("the text of a mail must have at most " + LONGEST_TEXT + " characters");
        }
    }

    /** Says whether nothing in a text ends its line: what follows would be header fields of the mail. */
    static boolean isOneLine(String text) {
        return text.chars()
                .noneMatch(each -> Character.isISOControl(each)
                        || Character.getType(each) == Character.LINE_SEPARATOR
                        || Character.getType(each) == Character.PARAGRAPH_SEPARATOR);
    }

    @Override
    public String toString() {
        return "mail to " + Printable.of(to) + ": " + Printable.of(subject);
    }
}
