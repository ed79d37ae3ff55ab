package dev.holdfast.accounts;

import dev.holdfast.mail.Mail;

/** The mails that accounts send; a program may write its own. */
public interface MailTexts {

    /** Asks somebody who has registered to show that the address is theirs. */
    Mail verify(String to, MailedLink link);

    /** Tells somebody who registers again that they are registered. */
    Mail alreadyRegistered(String to);

    /** Lets somebody who has forgotten their password set another. */
    Mail reset(String to, MailedLink link);

    /** Tells somebody that their password was changed. */
    Mail passwordChanged(String to);

    /** Asks somebody to show that the address they want to use is theirs. */
    Mail confirmAddress(String to, MailedLink link);

    /** Tells somebody at the address they had that they have another now. */
    Mail addressChanged(String to);

    /** Returns the mails in English, in the name of a program. */
    static MailTexts english(String program) {
        return new EnglishMailTexts(program);
    }
}
