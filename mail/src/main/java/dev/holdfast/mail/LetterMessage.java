package dev.holdfast.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A letter as it is written for a mail server (RFC 5322, RFC 2045). */
final class LetterMessage extends MimeMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String id;

    private LetterMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MimeMessage of(Letter letter, Sender sender, Session session)
            throws Refusal, MessagingException, UnsupportedEncodingException {
        var message =
                new LetterMessage(session, letter.id() + "@" + sender.address().asciiDomain());
        message.setHeader("Date", DATE.format(letter.written()));
        message.setFrom(new InternetAddress(sender.address().ascii(), sender.name(), UTF_8.name()));
        message.setRecipient(Message.RecipientType.TO, receiver(letter.mail()));
        message.setSubject(letter.mail().subject(), UTF_8.name());
        // Nobody's absence note shall answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setDataHandler(content(letter.mail().text()));
        message.setHeader("Content-Transfer-Encoding", "quoted-printable");
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + ">");
    }

    private static InternetAddress receiver(Mail mail) throws Refusal, MessagingException {
        var address = Address.of(mail.to());
        if (!address.isAscii()) {
            throw new Refusal("addresses with other letters than ASCII before the @ are not supported", null);
        }
        try {
            return new InternetAddress(address.ascii(), true);
        } catch (IllegalArgumentException notADomain) {
            throw new Refusal("the domain of the address cannot be one", notADomain);
        }
    }

    /** Given as bytes, since the types of content that Jakarta Activation knows are found or not, depending on what else is there. */
    private static DataHandler content(String text) {
        var lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        return new DataHandler(new ByteArrayDataSource(lines.getBytes(UTF_8), "text/plain; charset=UTF-8"));
    }
}
