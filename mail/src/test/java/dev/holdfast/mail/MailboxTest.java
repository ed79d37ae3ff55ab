package dev.holdfast.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.testkit.Backend;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A mailbox to look at, at both doors of a program. */
class MailboxTest {

    private static final Mailbox MAILBOX = new Mailbox("http://localhost:3000");

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> App.serving(MAILBOX.routes()));

    private static List<Element> elements(Document page, String name) {
        var found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    /** The page is XML as well. */
    private static Document page() throws Exception {
        var reply = BACKEND.overSocket().get("/dev/mailbox");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(reply.content()));
    }

    @Test
    void I13_whatever_a_mail_holds_is_text_on_the_page() throws Exception {
        var subject = "<script>alert('subject')</script> & \"more\"";
        var text = "<script>alert('text')</script>\n&amp; <b>bold</b> \"quoted\" ]]> -->\n";
        MAILBOX.send(new Mail("o'hara&co@example.com", subject, text));

        var page = page();

        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "b")).isEmpty();
        assertThat(elements(page, "h2").getFirst().getTextContent()).isEqualTo(subject);
        assertThat(elements(page, "div").getFirst().getTextContent()).isEqualTo(text);
        assertThat(elements(page, "p").getFirst().getTextContent()).startsWith("to o'hara&co@example.com, ");
    }

    @Test
    void links_can_be_followed_and_nothing_else_can() throws Exception {
        var text = "Open https://example.com/verify?token=a-b_c&x=1. Or (http://localhost:3000/a)!\n"
                + "javascript:alert(1) https://\"onclick=alert(2) https://example.com/'x";
        MAILBOX.send(new Mail("ann@example.com", "Links", text));

        var article = elements(page(), "article").getFirst();
        var links = new ArrayList<String>();
        var found = article.getElementsByTagName("a");
        for (var index = 0; index < found.getLength(); index++) {
            var link = (Element) found.item(index);
            assertThat(link.getTextContent()).isEqualTo(link.getAttribute("href"));
            assertThat(link.getAttributes().getLength()).isEqualTo(1);
            links.add(link.getAttribute("href"));
        }

        assertThat(links)
                .containsExactly(
                        "https://example.com/verify?token=a-b_c&x=1",
                        "http://localhost:3000/a",
                        "https://example.com/");
        assertThat(article.getElementsByTagName("div").item(0).getTextContent()).isEqualTo(text);
    }

    @Test
    void the_page_may_do_nothing_but_show_itself() {
        var reply = BACKEND.inMemory().get("/dev/mailbox");

        assertThat(reply.headers().all("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "style-src 'unsafe-inline'")
                .doesNotContain("script-src", "upgrade-insecure-requests");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void the_last_hundred_mails_are_kept_and_read_newest_first() {
        for (var number = 0; number < 150; number++) {
            MAILBOX.send(new Mail("ann@example.com", "Mail " + number, "text " + number));
        }

        assertThat(MAILBOX.mails()).hasSize(100);
        assertThat(MAILBOX.mails().getFirst().subject()).isEqualTo("Mail 50");
        for (var client : BACKEND.bothDoors()) {
            var reply = client.get("/dev/mailbox.json");
            assertThat(reply.at("/data/mails")).hasSize(100);
            assertThat(reply.textAt("/data/mails/0/to")).isEqualTo("ann@example.com");
            assertThat(reply.textAt("/data/mails/0/subject")).isEqualTo("Mail 149");
            assertThat(reply.textAt("/data/mails/0/text")).isEqualTo("text 149");
            assertThat(reply.textAt("/data/mails/99/subject")).isEqualTo("Mail 50");
        }
    }

    @Test
    void the_log_says_where_to_read_a_mail_and_not_what_it_says() {
        try (var logged = new Logged()) {
            MAILBOX.send(new Mail("ann@example.com", "Your link", "https://example.com/?token=hidden"));

            assertThat(logged.lines())
                    .containsExactly(
                            "INFO mail to ann@example.com: Your link; read it at http://localhost:3000/dev/mailbox");
        }
    }
}
