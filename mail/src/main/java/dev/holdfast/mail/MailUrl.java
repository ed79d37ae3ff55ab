package dev.holdfast.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.config.Secret;
import dev.holdfast.mail.MailSettings.Encryption;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a URL of a mail server. What is wrong is told without anything of the URL, since any part of it may be the password. */
final class MailUrl {

    private static final Pattern FORM =
            Pattern.compile("(?i)(smtps?)://(?:([^@:/?#]*)(?::([^@:/?#]*))?@)?(\\[[0-9a-f:.]+]|[\\p{L}\\p{N}._-]+)"
                    + "(?::([0-9]{1,5}))?/?(?:\\?(.*))?");
    private static final String EXAMPLE =
            "must be such as smtp://user:password@mail.example.com:587?from=App%20<no-reply@example.com>, or smtps://"
                    + " for a connection that is encrypted from the first byte; in the user and the password, characters such as"
                    + " @ : / ? # % are percent-encoded";
    private static final Set<String> PARAMETERS = Set.of("from", "tls");
    private static final char NO_CHARACTER = '\uFFFD';
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_ENCRYPTED = 465;

    private final List<String> faults = new ArrayList<>();

    private MailUrl() {}

    static MailSettings parse(String url) {
        var parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        return new MailUrl().settings(parts);
    }

    private MailSettings settings(Matcher parts) {
        var parameters = parameters(orEmpty(parts.group(6)));
        var host = parts.group(4);
        var isEncrypted = parts.group(1).equalsIgnoreCase("smtps");
        var port = parts.group(5) != null
                ? Integer.parseInt(parts.group(5))
                : isEncrypted ? SUBMISSION_ENCRYPTED : SUBMISSION;
        var encryption = encryption(isEncrypted, host, parameters.get("tls"));
        var user = decoded(orEmpty(parts.group(2)));
        var password = new Secret(decoded(orEmpty(parts.group(3))));
        var from = parameters.getOrDefault("from", "");
        faults.addAll(MailSettings.faults(host, port, encryption, user, password, from));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new MailSettings(host, port, encryption, user, password, from);
    }

    private Encryption encryption(boolean isEncrypted, String host, @Nullable String tls) {
        if (tls != null && (isEncrypted || !tls.equals("off"))) {
            faults.add("must say tls=off or nothing of tls, and nothing with smtps");
        }
        if (isEncrypted) {
            return Encryption.AT_ONCE;
        }
        return tls != null || MailSettings.isHere(host) ? Encryption.NONE : Encryption.STARTTLS;
    }

    private Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var middle = each.indexOf('=');
            var name = middle < 0 ? each : each.substring(0, middle);
            if (!PARAMETERS.contains(name) || parameters.containsKey(name)) {
                faults.add("must have no parameters but from and tls, each once");
            }
            parameters.put(name, decoded(middle < 0 ? "" : each.substring(middle + 1)));
        }
        return parameters;
    }

    /** A plus sign stays one: it is part of addresses. */
    private String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
            if (decoded.indexOf(NO_CHARACTER) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        faults.add("must be percent-encoded properly: %25 for a percent sign, and UTF-8");
        return "";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
