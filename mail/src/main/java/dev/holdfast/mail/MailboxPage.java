package dev.holdfast.mail;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/** The page of a mailbox: HTML without scripts. Whatever mails hold is text in it. */
final class MailboxPage {

    /** Nothing but the style of the page. In place of the house's policy for pages, which asks for https. */
    static final String POLICY =
            "default-src 'none';style-src 'unsafe-inline';base-uri 'none';form-action 'none';frame-ancestors 'none'";

    /** The last character is none that ends a sentence. */
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]]");

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width"/>
            <title>Mailbox</title>
            <style>
            body { font: 16px/1.5 sans-serif; max-width: 45em; margin: 2em auto; padding: 0 1em; }
            article { border-top: 1px solid #ccc; padding: 1em 0; }
            h2 { margin: 0; font-size: 1.1em; }
            p { margin: 0; color: #666; }
            div { margin: 1em 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>Mailbox</h1>
            """;
    private static final String END = "</body>\n</html>\n";

    private MailboxPage() {}

    static String of(List<Received> received) {
        var page = new StringBuilder(HEAD);
        if (received.isEmpty()) {
            page.append("<p>Nothing was sent yet.</p>\n");
        }
        received.forEach(each -> append(page, each));
        return page.append(END).toString();
    }

    private static void append(StringBuilder page, Received received) {
        var mail = received.mail();
        page.append("<article>\n<h2>").append(escaped(mail.subject())).append("</h2>\n");
        page.append("<p>to ").append(escaped(mail.to()));
        page.append(", ").append(received.at().truncatedTo(ChronoUnit.SECONDS)).append("</p>\n");
        page.append("<div>");
        appendLinked(page, mail.text());
        page.append("</div>\n</article>\n");
    }

    private static void appendLinked(StringBuilder page, String text) {
        var links = LINK.matcher(text);
        var done = 0;
        while (links.find()) {
            var link = escaped(links.group());
            page.append(escaped(text.substring(done, links.start())));
            page.append("<a href=\"").append(link).append("\">").append(link).append("</a>");
            done = links.end();
        }
        page.append(escaped(text.substring(done)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
