package dev.holdfast.mail;

import dev.holdfast.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a mail server is, and whom mails come from.
 *
 * @param encryption how the connection is kept from being read
 * @param user whom the mail server knows; empty for nobody
 * @param password what proves it; empty where there is no user
 * @param from {@code App <no-reply@example.com>}, or an address alone
 */
public record MailSettings(String host, int port, Encryption encryption, String user, Secret password, String from) {

    /** How a connection is kept from being read on its way. Certificates are checked, the name of the host too. */
    public enum Encryption {
        /** Not at all. */
        NONE,
        /** Begins in the clear, and is encrypted before anything is told; a mail server that cannot do so gets no mail. */
        STARTTLS,
        /** From the first byte. */
        AT_ONCE
    }

    private static final Pattern HERE = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    private static final int LAST_PORT = 65_535;

    public MailSettings {
        var faults = faults(host, port, encryption, user, password, from);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /**
     * Returns the settings a URL names, such as {@code smtp://user:password@mail.example.com:587?from=App%20<no-reply@example.com>}.
     *
     * <p>With {@code smtp} the connection is encrypted by STARTTLS, unless the host is this machine or the URL says
     * {@code tls=off}; with {@code smtps} it is from the first byte. Whatever stands in a URL for something else is percent-encoded.
     *
     * @throws IllegalArgumentException with everything that is wrong, and nothing of what was given
     */
    public static MailSettings parse(String url) {
        return MailUrl.parse(url);
    }

    /** Says whether a host is this machine, by its name alone. */
    static boolean isHere(String host) {
        return HERE.matcher(host).matches();
    }

    static List<String> faults(
            String host, int port, Encryption encryption, String user, Secret password, String from) {
        var faults = new ArrayList<String>();
        if (host.isBlank()) {
            faults.add("must name a host");
        }
        if (port < 1 || port > LAST_PORT) {
            faults.add("must have a port between 1 and " + LAST_PORT);
        }
        if (user.isEmpty() != password.value().isEmpty()) {
            faults.add("must have a user and a password, or neither");
        }
        if (!user.isEmpty() && encryption == Encryption.NONE && !isHere(host)) {
            faults.add("must not send a password in the clear; take tls=off out, or the password");
        }
        try {
            var _ = Sender.of(from).address().asciiDomain();
        } catch (IllegalArgumentException refused) {
            faults.add("must have from=App%20<no-reply@example.com>, whom mails come from: " + refused.getMessage());
        }
        return faults;
    }
}
