package dev.holdfast.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.holdfast.config.Secret;
import dev.holdfast.mail.MailSettings.Encryption;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a mail server hears, and what is made of its answers. */
class SmtpTransportTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Mail MAIL = new Mail("ann@example.com", "Hello", "text");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String FROM = "Café Größe <no-reply@example.com>";

    private static final Certificate HERE = Certificate.of("localhost");
    private static final Certificate ELSEWHERE = Certificate.of("mail.example.com");

    private static MailSettings settings(int port, Encryption encryption, String user, String password) {
        return new MailSettings("localhost", port, encryption, user, new Secret(password), FROM);
    }

    private static SmtpTransport plain(int port) {
        return transport(settings(port, Encryption.NONE, "", ""), HERE);
    }

    private static SmtpTransport transport(MailSettings settings, Certificate believed) {
        return new SmtpTransport(settings, LONG, believed.believed());
    }

    private static void deliver(SmtpTransport transport, Mail mail) throws Exception {
        transport.deliver(Letter.of(mail, NOON));
    }

    private static GreenMail greenMail() {
        var mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        return mails;
    }

    private static MimeMessage arrived(Mail... sent) throws Exception {
        var mails = greenMail();
        try {
            for (var mail : sent) {
                deliver(plain(mails.getSmtp().getPort()), mail);
            }
            assertThat(mails.getReceivedMessages()).hasSize(sent.length);
            return mails.getReceivedMessages()[0];
        } finally {
            mails.stop();
        }
    }

    private static String text(MimeMessage message) throws Exception {
        return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_mail_arrives_letter_for_letter() throws Exception {
        var subject =
                "Grüße an 👩‍👩‍👧, 例え and a line that is so long that it has to be folded somewhere on its way 🎉🎉🎉";
        var text = "Grüße, Ann! 👋🏽\n.\n.. dots\n\nFrom here = there\ttab  \n" + "ä".repeat(2_000) + "\n"
                + "https://example.com/verify?token=" + "a1-_".repeat(300) + "&x=%20\n日本語";
        var message = arrived(new Mail("ann+shop@example.com", subject, text));

        assertThat(text(message)).isEqualTo(text.replace("\n", "\r\n"));
        assertThat(message.getSubject()).isEqualTo(subject);
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("ann+shop@example.com");
    }

    @Test
    void a_mail_says_who_has_written_it_when_and_that_nobody_has() throws Exception {
        var message = arrived(MAIL);

        assertThat(message.getFrom()).singleElement().satisfies(from -> {
            assertThat(from.toString()).endsWith("<no-reply@example.com>");
            assertThat(MimeUtility.decodeText(from.toString())).startsWith("Café Größe ");
        });
        assertThat(message.getHeader("Date")).containsExactly("Fri, 1 May 2026 12:00:00 +0000");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Content-Type")).containsExactly("text/plain; charset=UTF-8");
        assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(message.getHeader("Message-ID")).singleElement().asString().matches("<[0-9a-f-]{36}@example\\.com>");
    }

    @Test
    void a_domain_of_other_letters_is_asked_for_by_the_name_that_mail_servers_know() throws Exception {
        assertThat(arrived(new Mail("ann@müller.example", "Hello", "text")).getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("ann@xn--mller-kva.example");
    }

    @Test
    void an_address_that_mail_servers_may_not_know_is_refused_before_it_is_tried() {
        try (var server = SmtpServer.start()) {
            assertThatThrownBy(() -> deliver(plain(server.port()), new Mail("jörg@example.com", "Hello", "text")))
                    .isInstanceOf(Refusal.class);
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void a_mail_server_that_wants_a_password_gets_it() throws Exception {
        var mails = greenMail();
        try {
            mails.setUser("app@example.com", "app", "pässword");
            mails.getUserManager().setAuthRequired(true);
            var port = mails.getSmtp().getPort();
            deliver(transport(settings(port, Encryption.NONE, "app", "pässword"), HERE), MAIL);
            assertThat(mails.getReceivedMessages()).hasSize(1);

            assertThatThrownBy(() -> deliver(transport(settings(port, Encryption.NONE, "app", "another"), HERE), MAIL))
                    .isInstanceOf(Refusal.class);
            assertThat(mails.getReceivedMessages()).hasSize(1);
        } finally {
            mails.stop();
        }
    }

    @Test
    void by_starttls_nothing_can_be_read_on_the_way() throws Exception {
        try (var server = SmtpServer.withStartTls(HERE.shown())) {
            deliver(transport(settings(server.port(), Encryption.STARTTLS, "app", "hidden"), HERE), MAIL);

            assertThat(server.letters()).hasSize(1);
            assertThat(server.readable()).hasSize(2).last().isEqualTo("STARTTLS");
            assertThat(server.commands())
                    .filteredOn(command -> command.startsWith("AUTH PLAIN "))
                    .singleElement()
                    .satisfies(command -> assertThat(new String(
                                    Base64.getDecoder().decode(command.substring("AUTH PLAIN ".length())),
                                    StandardCharsets.UTF_8))
                            .endsWith("\0app\0hidden"));
        }
    }

    @Test
    void encrypted_at_once_nothing_can_be_read_on_the_way() throws Exception {
        try (var server = SmtpServer.encryptedAtOnce(HERE.shown())) {
            deliver(transport(settings(server.port(), Encryption.AT_ONCE, "app", "hidden"), HERE), MAIL);

            assertThat(server.letters()).hasSize(1);
            assertThat(server.readable()).isEmpty();
        }
    }

    @Test
    void a_mail_server_that_cannot_encrypt_gets_neither_mail_nor_password() {
        try (var server = SmtpServer.start()) {
            var transport = transport(settings(server.port(), Encryption.STARTTLS, "app", "hidden"), HERE);

            assertThatThrownBy(() -> deliver(transport, MAIL)).isInstanceOf(MessagingException.class);
            assertThat(server.count("AUTH") + server.count("MAIL")).isZero();
        }
    }

    @Test
    void a_certificate_for_another_host_or_of_nobody_known_is_not_believed() throws Exception {
        assertThat(isBelieved(HERE, HERE.believed())).isTrue();
        assertThat(isBelieved(HERE, ELSEWHERE.believed())).as("nobody known").isFalse();
        assertThat(isBelieved(HERE, null)).as("nobody known to the JDK").isFalse();
        assertThat(isBelieved(ELSEWHERE, ELSEWHERE.believed()))
                .as("another host")
                .isFalse();
    }

    /** Says whether a mail server that shows a certificate gets a mail, in both ways to encrypt. */
    private static boolean isBelieved(Certificate shown, @Nullable SSLSocketFactory believed) {
        try (var server = SmtpServer.withStartTls(shown.shown());
                var encrypted = SmtpServer.encryptedAtOnce(shown.shown())) {
            var upgraded = gets(server, Encryption.STARTTLS, believed);
            assertThat(gets(encrypted, Encryption.AT_ONCE, believed)).isEqualTo(upgraded);
            return upgraded;
        }
    }

    private static boolean gets(SmtpServer server, Encryption encryption, @Nullable SSLSocketFactory believed) {
        try {
            deliver(new SmtpTransport(settings(server.port(), encryption, "app", "hidden"), LONG, believed), MAIL);
            return true;
        } catch (Exception failure) {
            assertThat(failure).isInstanceOf(MessagingException.class);
            assertThat(server.count("AUTH") + server.count("MAIL")).isZero();
            return false;
        }
    }

    @Test
    void a_mail_server_that_accepts_and_never_answers_is_left() {
        for (var moment : List.of(SmtpServer.GREETING, "EHLO", "MAIL", "DATA", SmtpServer.END_OF_TEXT)) {
            try (var server = SmtpServer.start().answering(moment, SmtpServer.SILENCE)) {
                var transport =
                        new SmtpTransport(settings(server.port(), Encryption.NONE, "", ""), SHORT, (SSLSocketFactory)
                                SSLSocketFactory.getDefault());

                assertThatThrownBy(() -> deliver(transport, MAIL)).as(moment).isInstanceOf(MessagingException.class);
            }
        }
    }

    @Test
    void what_was_taken_is_taken_however_the_connection_ends() throws Exception {
        for (var end : List.of(SmtpServer.HANG_UP, SmtpServer.SILENCE, "500 what?", "421 no time")) {
            try (var server = SmtpServer.start().answering("QUIT", end)) {
                deliver(plain(server.port()), MAIL);

                assertThat(server.letters()).hasSize(1);
            }
        }
    }

    @Test
    void five_hundred_is_for_good_and_four_hundred_is_not() {
        for (var moment : List.of(SmtpServer.GREETING, "MAIL", "RCPT", "DATA", SmtpServer.END_OF_TEXT)) {
            try (var server = SmtpServer.start()) {
                server.answering(moment, "550 5.7.1 not wanted");
                assertThatThrownBy(() -> deliver(plain(server.port()), MAIL))
                        .as(moment)
                        .isInstanceOf(Refusal.class);
                server.answering(moment, "451 4.3.0 later");
                assertThatThrownBy(() -> deliver(plain(server.port()), MAIL))
                        .as(moment)
                        .isInstanceOf(MessagingException.class);
            }
        }
    }
}
