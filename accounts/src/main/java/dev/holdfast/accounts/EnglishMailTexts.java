package dev.holdfast.accounts;

import dev.holdfast.mail.Mail;

/** The mails of accounts, in English. */
record EnglishMailTexts(String program) implements MailTexts {

    private static final String NOT_YOU = "If this was not you, you need not do anything.";

    @Override
    public Mail verify(String to, MailedLink link) {
        return mail(to, "Confirm your address", """
                Somebody, most likely you, has registered at %s with this address. Open this page to confirm it and to
                set the password:

                %s

                The link is good for %s, and once. %s
                """.formatted(program, link.url(), link.holdsWords(), NOT_YOU));
    }

    @Override
    public Mail alreadyRegistered(String to) {
        return mail(to, "You are registered already", """
                Somebody, most likely you, has tried to register at %s with this address, which has an account there.
                Sign in with it; if you have forgotten the password, ask for a new one there. %s
                """.formatted(program, NOT_YOU));
    }

    @Override
    public Mail reset(String to, MailedLink link) {
        return mail(to, "Set a new password", """
                Somebody, most likely you, has asked for a new password at %s. Open this page to set one:

                %s

                The link is good for %s, and once. %s
                """.formatted(program, link.url(), link.holdsWords(), NOT_YOU));
    }

    @Override
    public Mail passwordChanged(String to) {
        return mail(to, "Your password was changed", """
                The password of your account at %s was changed. If this was not you, ask for a new password there at once.
                """.formatted(program));
    }

    @Override
    public Mail confirmAddress(String to, MailedLink link) {
        return mail(to, "Confirm your new address", """
                Somebody, most likely you, wants to use this address for their account at %s. Open this page to confirm it:

                %s

                The link is good for %s, and once. %s
                """.formatted(program, link.url(), link.holdsWords(), NOT_YOU));
    }

    @Override
    public Mail addressChanged(String to) {
        return mail(to, "Your address was changed", """
                Your account at %s has another address now, and this one no longer belongs to it. If this was not you, tell those
                who run %s.
                """.formatted(program, program));
    }

    private Mail mail(String to, String subject, String text) {
        return new Mail(to, program + ": " + subject, text);
    }
}
