package dev.holdfast.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The address of one mailbox, without a name beside it; nothing in it can end a line or begin another address. */
record Address(String local, String domain) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String WORD = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern FORM =
            Pattern.compile("(" + WORD + "(?:\\." + WORD + ")*)@(" + LABEL + "(?:\\." + LABEL + ")*)");

    /** Refuses what is not one address by an {@link IllegalArgumentException} that does not repeat it. */
    static Address of(String text) {
        var parts = FORM.matcher(text.length() > LONGEST ? "" : text);
        if (!parts.matches() || parts.group(1).length() > LONGEST_LOCAL) {
            throw new IllegalArgumentException("an address must be one, such as ann@example.com, without a name");
        }
        return new Address(parts.group(1), parts.group(2));
    }

    /** Says whether every mail server takes the part before the at sign. */
    boolean isAscii() {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(local);
    }

    /** Returns the domain as the name service knows it; refuses one it cannot know by an {@link IllegalArgumentException}. */
    String asciiDomain() {
        return IDN.toASCII(domain);
    }

    /** Returns the address as mail servers know it. */
    String ascii() {
        return local + "@" + asciiDomain();
    }
}
