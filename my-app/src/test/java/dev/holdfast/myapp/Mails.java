package dev.holdfast.myapp;

import dev.holdfast.testkit.TestClient;
import java.util.regex.Pattern;

/** The mails of the tests, as somebody reads them whose mailbox they reach. */
final class Mails {

    private static final int ATTEMPTS = 200;
    private static final int PAUSE = 25;

    private Mails() {}

    /** Waits for a mail to an address, and returns the secret that its link carries for a purpose. */
    static String secret(TestClient client, String to, String purpose) throws InterruptedException {
        var link = Pattern.compile("#" + purpose + "=([A-Za-z0-9_-]+)");
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (var mail : client.get("/dev/mailbox.json").at("/data/mails")) {
                var found = link.matcher(mail.toString());
                if (mail.toString().contains(to) && found.find()) {
                    return found.group(1);
                }
            }
            Thread.sleep(PAUSE);
        }
        throw new AssertionError("no mail reaches " + to);
    }
}
