package dev.holdfast.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server that is spoken to by SMTP (RFC 5321), over a connection for each letter.
 *
 * <p>Threading: any number of threads may deliver.
 */
final class SmtpTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.mail");
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final int FOR_GOOD = 500;

    private final MailSettings settings;
    private final Sender sender;
    private final Session session;

    SmtpTransport(MailSettings settings) {
        this(settings, LONGEST_SILENCE, null);
    }

    /** Believes the certificates that the JDK believes, or others where they are given. */
    SmtpTransport(MailSettings settings, Duration longestSilence, @Nullable SSLSocketFactory others) {
        this.settings = settings;
        this.sender = Sender.of(settings.from());
        this.session = Session.getInstance(properties(settings, sender, longestSilence), null);
        if (others != null) {
            session.getProperties().put("mail.smtp.ssl.socketFactory", others);
        }
    }

    @Override
    public void deliver(Letter letter) throws Exception {
        var message = LetterMessage.of(letter, sender, session);
        var isNamed = !settings.user().isEmpty();
        var connection =
                new SMTPTransport(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
        try {
            connection.connect(
                    settings.host(),
                    settings.port(),
                    isNamed ? settings.user() : null,
                    isNamed ? settings.password().value() : null);
            connection.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failure) {
            throw connection.getLastReturnCode() >= FOR_GOOD
                    ? new Refusal("the mail server refused", failure)
                    : failure;
        } finally {
            leave(connection);
        }
    }

    /** The mail server has taken over by now, or has not: how the connection ends changes nothing, and must not lead to another try. */
    private static void leave(SMTPTransport connection) {
        try {
            connection.close();
        } catch (MessagingException failure) {
            LOG.debug("the connection to the mail server did not end well: {}", failure.getMessage());
        }
    }

    private static Properties properties(MailSettings settings, Sender sender, Duration longestSilence) {
        var isEncrypted = settings.encryption() == MailSettings.Encryption.AT_ONCE;
        var isUpgraded = settings.encryption() == MailSettings.Encryption.STARTTLS;
        var silence = Long.toString(longestSilence.toMillis());
        var properties = new Properties();
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(isEncrypted));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(isUpgraded));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(isUpgraded));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.connectiontimeout", silence);
        properties.setProperty("mail.smtp.timeout", silence);
        properties.setProperty("mail.smtp.writetimeout", silence);
        properties.setProperty("mail.smtp.quitwait", "false");
        // Else the name of the machine is looked up, for as long as that takes, and told.
        properties.setProperty("mail.smtp.localhost", sender.address().asciiDomain());
        return properties;
    }
}
