package dev.holdfast.docs;

import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Response;
import dev.holdfast.mail.Mail;
import dev.holdfast.mail.MailSettings;
import dev.holdfast.mail.Mailbox;
import dev.holdfast.mail.Mailer;
import dev.holdfast.mail.Outbox;
import dev.holdfast.routing.Routes;

/** What the page on mail shows. */
final class Mailing {

    record Invitation(String email) {}

    private Mailing() {}

    // tag::send[]
    static Response invite(Invitation invitation, Mailer mailer) {
        mailer.send(new Mail(
                invitation.email(),
                "You are invited",
                "Come and see:\n\nhttps://example.com/join?token=9f2c7a41d05e\n"));
        return Response.noContent();
    }
    // end::send[]

    static Routes routes(Mailer mailer) {
        return post("/invitations")
                .open()
                .body(Invitation.class)
                .returns(204)
                .to((_, invitation) -> invite(invitation, mailer));
    }

    // tag::production[]
    static AppDraft production(MailSettings settings) {
        var outbox = Outbox.smtp(settings);
        return App.serving(routes(outbox)).closing(outbox);
    }
    // end::production[]

    // tag::development[]
    static AppDraft development() {
        var mailbox = new Mailbox("http://localhost:3000");
        return App.serving(group("/", routes(mailbox), mailbox.routes()));
    }
    // end::development[]
}
