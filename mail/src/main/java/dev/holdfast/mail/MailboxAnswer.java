package dev.holdfast.mail;

import java.time.Instant;
import java.util.List;

/** What a client gets that asks for the mails of a mailbox. */
record MailboxAnswer(List<Item> mails) {

    /** One mail. */
    record Item(Instant at, String to, String subject, String text) {
        @Override
        public String toString() {
            return "mail to " + to;
        }
    }

    static MailboxAnswer of(List<Received> received) {
        return new MailboxAnswer(received.stream()
                .map(each -> new Item(
                        each.at(),
                        each.mail().to(),
                        each.mail().subject(),
                        each.mail().text()))
                .toList());
    }
}
