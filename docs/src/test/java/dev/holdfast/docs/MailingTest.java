package dev.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mail.MailSettings;
import dev.holdfast.testkit.Backend;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The programs of the page on mail do what the page says. */
class MailingTest {

    /** Nobody listens at this port. */
    private static final String NOBODY = "smtp://localhost:1?from=no-reply@example.com";

    private static final Map<String, String> INVITATION = Map.of("email", "ann@example.com");

    @RegisterExtension
    static final Backend DEVELOPMENT = Backend.of(_ -> Mailing.development());

    @RegisterExtension
    static final Backend PRODUCTION = Backend.of(_ -> Mailing.production(MailSettings.parse(NOBODY)));

    @Test
    void in_development_a_mail_can_be_read_at_once() {
        var client = DEVELOPMENT.overSocket();

        assertThat(client.post("/invitations", INVITATION).status()).isEqualTo(204);
        assertThat(client.get("/dev/mailbox.json").textAt("/data/mails/0/to")).isEqualTo("ann@example.com");
        assertThat(client.get("/dev/mailbox").status()).isEqualTo(200);
    }

    @Test
    void a_mail_server_that_is_away_is_not_noticed_by_whoever_asks() {
        var client = PRODUCTION.overSocket();

        assertThat(client.post("/invitations", INVITATION).status()).isEqualTo(204);
        assertThat(client.get("/dev/mailbox").status()).isEqualTo(404);
    }
}
