package dev.holdfast.mail;

import java.util.regex.Pattern;

/**
 * Whom mails come from: {@code App <no-reply@example.com>}, or an address alone.
 *
 * @param name what people see; empty for none
 */
record Sender(String name, Address address) {

    private static final int LONGEST_NAME = 100;
    private static final Pattern NAMED = Pattern.compile("([^<>]*)<([^<>]*)>");

    /** Refuses what is none by an {@link IllegalArgumentException}. */
    static Sender of(String text) {
        var named = NAMED.matcher(text.strip());
        var name = named.matches() ? named.group(1).strip() : "";
        if (name.length() > LONGEST_NAME || !Mail.isOneLine(name)) {
            throw new IllegalArgumentException(
                    "the name of a sender must be one line of at most " + LONGEST_NAME + " characters");
        }
        return new Sender(name, Address.of(named.matches() ? named.group(2).strip() : text.strip()));
    }
}
