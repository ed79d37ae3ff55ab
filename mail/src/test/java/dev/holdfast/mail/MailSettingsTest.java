package dev.holdfast.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.config.BadConfig;
import dev.holdfast.config.Environment;
import dev.holdfast.config.Secret;
import dev.holdfast.mail.MailSettings.Encryption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL of a mail server says. */
class MailSettingsTest {

    private static final String FROM = "from=no-reply@example.com";

    record Needed(MailSettings mailUrl) {}

    record Wanted(Optional<MailSettings> mailUrl) {}

    @Test
    void a_url_says_where_and_as_whom() {
        assertThat(
                        MailSettings.parse(
                                "smtp://app%40x:p%40ss%3A%2F%C3%A4+1@mail.example.com:2525?from=App%20<no-reply+1@example.com>"))
                .isEqualTo(new MailSettings(
                        "mail.example.com",
                        2525,
                        Encryption.STARTTLS,
                        "app@x",
                        new Secret("p@ss:/ä+1"),
                        "App <no-reply+1@example.com>"));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com, 587, STARTTLS",
        "SMTP://mail.example.com/, 587, STARTTLS",
        "smtps://mail.example.com, 465, AT_ONCE",
        "smtps://localhost, 465, AT_ONCE",
        "smtp://localhost:1025, 1025, NONE",
        "smtp://127.0.0.1:25, 25, NONE",
        "smtp://[::1], 587, NONE",
        "smtp://127.0.0.1.example.com, 587, STARTTLS",
        "smtp://localhost.example.com, 587, STARTTLS",
        "smtp://mail.example.com?tls=off, 587, NONE",
    })
    void a_connection_is_encrypted_unless_it_stays_here_or_the_url_says_so(
            String url, int port, Encryption encryption) {
        var settings = MailSettings.parse(url + (url.contains("?") ? "&" : "?") + FROM);

        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.encryption()).isEqualTo(encryption);
        assertThat(settings.user()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hidden",
                "mail.example.com?from=a@example.com",
                "http://u:hidden@mail.example.com?from=a@example.com",
                "smtp://u:hidden@?from=a@example.com",
                "smtp://u:hid@den@mail.example.com?from=a@example.com",
                "smtp://u:hid/den@mail.example.com?from=a@example.com",
                "smtp://u:hidden",
                "smtp://u:12?hidden@mail.example.com?from=a@example.com",
                "smtp://u:hid%zzden@mail.example.com?from=a@example.com",
                "smtp://u:hid%ffden@mail.example.com?from=a@example.com",
                "smtp://u:hid%@mail.example.com?from=a@example.com",
                "smtp://hidden@mail.example.com?from=a@example.com",
                "smtp://:hidden@mail.example.com?from=a@example.com",
                "smtp://u:hidden@mail.example.com:0?from=a@example.com",
                "smtp://u:hidden@mail.example.com:65536?from=a@example.com",
                "smtp://u:hidden@mail.example.com",
                "smtp://u:hidden@mail.example.com?from=",
                "smtp://u:hidden@mail.example.com?from=hidden",
                "smtp://u:hidden@mail.example.com?from=A%0d%0aBcc:%20<a@example.com>",
                "smtp://u:hidden@mail.example.com?from=a@example.com&from=b@example.com",
                "smtp://u:hidden@mail.example.com?from=a@example.com&hidden=1",
                "smtp://u:hidden@mail.example.com?from=a@example.com&tls=no",
                "smtps://u:hidden@mail.example.com?from=a@example.com&tls=off",
                "smtp://u:hidden@mail.example.com?from=a@example.com&tls=off",
            })
    void what_is_wrong_is_told_without_the_password(String url) {
        assertThatThrownBy(() -> MailSettings.parse(url))
                .isInstanceOfSatisfying(
                        IllegalArgumentException.class,
                        refused -> assertThat(refused)
                                .message()
                                .startsWith("must ")
                                .doesNotContain("hid"));
        assertThat(catchThrowableOfType(
                                BadConfig.class,
                                () -> Environment.of(Map.of("MAIL_URL", url.isEmpty() ? "x" : url))
                                        .bind(Needed.class))
                        .getMessage())
                .doesNotContain("hid");
    }

    @Test
    void everything_wrong_is_told_at_once() {
        assertThatThrownBy(() -> MailSettings.parse("smtp://user@mail.example.com:0?tls=maybe"))
                .hasMessage("must say tls=off or nothing of tls, and nothing with smtps"
                        + "; must have a port between 1 and 65535"
                        + "; must have a user and a password, or neither"
                        + "; must not send a password in the clear; take tls=off out, or the password"
                        + "; must have from=App%20<no-reply@example.com>, whom mails come from: "
                        + "an address must be one, such as ann@example.com, without a name");
    }

    @Test
    void a_password_may_be_sent_in_the_clear_on_this_machine_alone() {
        assertThat(MailSettings.parse("smtp://u:p@localhost?" + FROM).encryption())
                .isEqualTo(Encryption.NONE);
        assertThatThrownBy(() -> MailSettings.parse("smtp://u:p@mail.example.com?tls=off&" + FROM))
                .hasMessage("must not send a password in the clear; take tls=off out, or the password");
    }

    @Test
    void E3_settings_print_themselves_without_the_password() {
        assertThat(MailSettings.parse("smtp://user:hidden@mail.example.com?" + FROM))
                .asString()
                .contains("mail.example.com", "user")
                .doesNotContain("hidden");
    }

    @Test
    void a_url_is_a_setting_of_a_program() {
        var url = "smtp://user:hidden@mail.example.com?" + FROM;

        assertThat(Environment.of(Map.of("MAIL_URL", url)).bind(Wanted.class).mailUrl())
                .contains(MailSettings.parse(url));
        assertThat(Environment.of(Map.of()).bind(Wanted.class).mailUrl()).isEmpty();
    }
}
