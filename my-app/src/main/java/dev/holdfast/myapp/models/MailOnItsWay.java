package dev.holdfast.myapp.models;

/** What somebody is told who has registered, where the account begins by a mail. */
public record MailOnItsWay(String message) {

    public static final MailOnItsWay TO_REGISTER =
            new MailOnItsWay("a mail is on its way; open the link in it to begin");
}
