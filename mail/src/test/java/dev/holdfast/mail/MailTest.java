package dev.holdfast.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a mail and what is not. */
class MailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "ann.lee+shop@mail.example.com",
                "o'hara_1@example.com",
                "root@localhost",
                "ann@müller.example",
                "jörg@example.com",
                "用户@例え.example",
            })
    void a_mail_goes_to_one_address(String to) {
        assertThat(new Mail(to, "Hello", "text").to()).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann@example.com\r\nBcc: eve@example.com",
                "ann@example.com\n",
                "ann\u0000@example.com",
                "ann@example.com\u2028",
                "ann@example.com\u0085",
                "ann@example.com, eve@example.com",
                "ann@example.com eve@example.com",
                "ann@example.com;eve@example.com",
                "Ann <ann@example.com>",
                "<ann@example.com>",
                "ann@example.com>",
                "\"ann lee\"@example.com",
                "friends:ann@example.com;",
                "ann@@example.com",
                "ann..lee@example.com",
                ".ann@example.com",
                "ann@-example.com",
                "ann@example..com",
                "ann@[127.0.0.1]",
            })
    void what_is_not_one_address_is_refused_and_not_repeated(String to) {
        assertThatThrownBy(() -> new Mail(to, "Hello", "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address must be one, such as ann@example.com, without a name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.com",
                "Hello\nBcc: eve@example.com",
                "Hello\rthere",
                "Hello\u0000",
                "Hello\tthere",
                "Hello\u001B[31m",
                "Hello\u0085there",
                "Hello\u2028there",
                "Hello\u2029there",
                "",
                "   ",
            })
    void I9_a_subject_is_one_line_without_controls(String subject) {
        assertThatThrownBy(() -> new Mail("ann@example.com", subject, "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the subject of a mail must be one line");
    }

    @Test
    void a_mail_has_bounds() {
        var subject = "s".repeat(250);
        var text = "t".repeat(100_000);
        var to = "a".repeat(64) + "@example.com";
        assertThat(new Mail(to, subject, text)).isEqualTo(new Mail(to, subject, text));

        assertThatThrownBy(() -> new Mail(to, subject + "s", text)).hasMessageContaining("at most 250");
        assertThatThrownBy(() -> new Mail(to, subject, text + "t")).hasMessageContaining("at most 100000");
        assertThatThrownBy(() -> new Mail("a" + to, subject, text)).hasMessageContaining("one");
        assertThatThrownBy(() -> new Mail("ann@" + "long.".repeat(60) + "example", subject, text))
                .hasMessageContaining("one");
    }

    @Test
    void a_mail_prints_itself_without_its_text() {
        var mail = new Mail("ann@example.com", "Your \u202Elink", "https://example.com/?token=hidden");

        assertThat(mail).hasToString("mail to ann@example.com: Your \\u202elink");
    }
}
