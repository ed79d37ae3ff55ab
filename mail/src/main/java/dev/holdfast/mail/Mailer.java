package dev.holdfast.mail;

/** Takes mails and sees to it that they arrive. */
public interface Mailer extends AutoCloseable {

    /** Takes over a mail and returns at once. What goes wrong with it later is told in the log. */
    void send(Mail mail);

    /** Finishes what can be finished within a few seconds, and takes no more. */
    @Override
    void close();
}
