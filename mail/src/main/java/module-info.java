/** Mail that leaves beside the requests: by SMTP, or into a mailbox to look at in development. */
module dev.holdfast.mail {
    requires static transitive org.jspecify;
    requires transitive dev.holdfast;
    requires jakarta.mail;
    requires org.eclipse.angus.mail.smtp;

    exports dev.holdfast.mail;

    opens dev.holdfast.mail;
}
