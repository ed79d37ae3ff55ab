package dev.holdfast.mail;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;

import dev.holdfast.http.Response;
import dev.holdfast.routing.Routes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox that gets every mail, whoever it is for, and keeps the last hundred in memory: for development and tests.
 *
 * <p>Threading: any number of threads.
 */
public final class Mailbox implements Mailer {

    /** Where the page is. */
    public static final String PATH = "/dev/mailbox";

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.mail");
    private static final int KEPT = 100;

    private final String place;
    private final InstantSource clock = InstantSource.system();
    private final ArrayDeque<Received> newestFirst = new ArrayDeque<>();

    /** A mailbox whose log names its page by the path alone. */
    public Mailbox() {
        this("");
    }

    /**
     * A mailbox whose log says where it can be read.
     *
     * @param origin where the program is reached, as in {@code http://localhost:3000}
     */
    public Mailbox(String origin) {
        this.place = origin + PATH;
    }

    @Override
    public void send(Mail mail) {
        keep(new Received(clock.instant(), mail));
        LOG.info("{}; read it at {}", mail, place);
    }

    /** Returns what is kept, in the order it was sent. */
    public List<Mail> mails() {
        return received().reversed().stream().map(Received::mail).toList();
    }

    /**
     * Returns the page and the same as JSON, at {@code /dev/mailbox} and {@code /dev/mailbox.json}, newest first and open to
     * everybody: whoever reads the mails can do what their links do, so this is nothing for production.
     */
    public Routes routes() {
        return group(
                "/",
                get(PATH).open().returns(byte[].class).to(_ -> page()),
                get(PATH + ".json")
                        .open()
                        .returns(MailboxAnswer.class)
                        .to(_ -> Response.ok(MailboxAnswer.of(received()))));
    }

    /** Does nothing: whatever was sent is here already. */
    @Override
    public void close() {}

    private synchronized void keep(Received mail) {
        newestFirst.addFirst(mail);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    private synchronized List<Received> received() {
        return List.copyOf(newestFirst);
    }

    private Response page() {
        var page = MailboxPage.of(received()).getBytes(StandardCharsets.UTF_8);
        return Response.bytes(200, "text/html; charset=utf-8", page)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", MailboxPage.POLICY);
    }
}
