package dev.holdfast.docs.club;

import dev.holdfast.accounts.MailTexts;
import dev.holdfast.accounts.MailedLink;
import dev.holdfast.mail.Mail;

// tag::texts[]
/** The mails of the club, in German. */
record GermanTexts() implements MailTexts {

    @Override
    public Mail verify(String to, MailedLink link) {
        return new Mail(to, "Bitte bestätigen", "Willkommen! Hier geht es weiter:\n\n" + link.url() + "\n");
    }

    @Override
    public Mail alreadyRegistered(String to) {
        return new Mail(to, "Schon dabei", "Diese Adresse hat bereits ein Konto.\n");
    }

    @Override
    public Mail reset(String to, MailedLink link) {
        return new Mail(to, "Neues Passwort", "Hier lässt es sich setzen:\n\n" + link.url() + "\n");
    }

    @Override
    public Mail passwordChanged(String to) {
        return new Mail(to, "Passwort geändert", "Das Passwort wurde geändert.\n");
    }

    @Override
    public Mail confirmAddress(String to, MailedLink link) {
        return new Mail(to, "Neue Adresse", "Bitte hier bestätigen:\n\n" + link.url() + "\n");
    }

    @Override
    public Mail addressChanged(String to) {
        return new Mail(to, "Adresse geändert", "Das Konto hat jetzt eine andere Adresse.\n");
    }
}
// end::texts[]
