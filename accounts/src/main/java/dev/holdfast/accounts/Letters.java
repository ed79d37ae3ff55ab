package dev.holdfast.accounts;

import dev.holdfast.accounts.mailed.MailedSecrets;
import dev.holdfast.accounts.mailed.Purpose;
import dev.holdfast.mail.Mail;
import dev.holdfast.mail.Mailer;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the mails of accounts, with their secrets in them. */
final class Letters {

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

    private final Mailer mailer;
    private final MailTexts texts;
    private final URI page;
    private final MailedSecrets secrets;

    Letters(Mailer mailer, MailTexts texts, URI page, MailedSecrets secrets) {
        this.mailer = mailer;
        this.texts = texts;
        this.page = page;
        this.secrets = secrets;
    }

    void verify(String userId, String to) {
        if (!secrets.areEnough(userId, to, Purpose.VERIFY)) {
            var token = secrets.make(Purpose.VERIFY, userId, to);
            send(() -> texts.verify(to, MailedLink.of(page, Purpose.VERIFY, token)));
        }
    }

    /** What is stored of it allows nothing; it is counted like the others, and takes as long. */
    void alreadyRegistered(String userId, String to) {
        if (!secrets.areEnough(userId, to, Purpose.NOTHING)) {
            var _ = secrets.make(Purpose.NOTHING, userId, to);
            send(() -> texts.alreadyRegistered(to));
        }
    }

    void reset(String userId, String to) {
        if (!secrets.areEnough(userId, to, Purpose.RESET)) {
            var token = secrets.make(Purpose.RESET, userId, to);
            send(() -> texts.reset(to, MailedLink.of(page, Purpose.RESET, token)));
        }
    }

    void passwordChanged(String to) {
        send(() -> texts.passwordChanged(to));
    }

    /** @param isStillAllowed asked once the secret is stored: whoever has changed the password before has not met it yet */
    void confirmAddress(String userId, String to, BooleanSupplier isStillAllowed) {
        if (secrets.areEnough(userId, to, Purpose.CHANGE_ADDRESS)) {
            return;
        }
        var token = secrets.make(Purpose.CHANGE_ADDRESS, userId, to);
        if (isStillAllowed.getAsBoolean()) {
            send(() -> texts.confirmAddress(to, MailedLink.of(page, Purpose.CHANGE_ADDRESS, token)));
        } else {
            secrets.forget(userId, Purpose.CHANGE_ADDRESS);
        }
    }

    void addressChanged(String to) {
        send(() -> texts.addressChanged(to));
    }

    /** What cannot be written, as to an address that no mail server would take, is told in the log and ends nothing. */
    private void send(Supplier<Mail> mail) {
        try {
            mailer.send(mail.get());
        } catch (IllegalArgumentException wrong) {
            LOG.warn("a mail was not written: {}", wrong.getMessage());
        }
    }
}
