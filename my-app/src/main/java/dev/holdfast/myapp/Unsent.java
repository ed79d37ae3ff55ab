package dev.holdfast.myapp;

import dev.holdfast.mail.Mail;
import dev.holdfast.mail.Mailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands where a program has no mail server: it says of each mail that nobody gets it. */
final class Unsent implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.mail");

    @Override
    public void send(Mail mail) {
        LOG.warn("{} was not sent: set MAIL_URL to the mail server", mail);
    }

    @Override
    public void close() {}
}
