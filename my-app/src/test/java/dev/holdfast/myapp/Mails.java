package dev.holdfast.myapp;

import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the mails of the backend as its page in development shows them. */
record Mails(TestClient visitor) {

    private static final Pattern TOKEN = Pattern.compile("#(?:verify|reset)=([A-Za-z0-9_-]{64})\\s");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A mail. */
    record Read(String subject, String text) {

        /** Returns the secret in its link. */
        String token() {
            var found = TOKEN.matcher(text);
            if (!found.find()) {
                throw new AssertionError("no link in: " + text);
            }
            return found.group(1);
        }
    }

    /** Returns the mails to an address, the newest first. */
    List<Read> to(String address) {
        var found = new ArrayList<Read>();
        for (var mail : visitor.get("/dev/mailbox.json").at("/data/mails")) {
            if (mail.at("/to").stringValue().equals(address)) {
                found.add(new Read(
                        mail.at("/subject").stringValue(), mail.at("/text").stringValue()));
            }
        }
        return found;
    }

    /** Waits until there are so many mails to an address, and returns the newest. */
    Read awaited(String address, int count) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (to(address).size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no mail " + count + " to " + address + " but " + to(address));
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        return to(address).getFirst();
    }

    /** Waits for a mail to an address whose link is for a purpose, and returns the secret in it. */
    String secret(String address, String purpose) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var mail : to(address)) {
                if (mail.text().contains("#" + purpose + "=")) {
                    return mail.token();
                }
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        throw new AssertionError("no mail to " + address + " to " + purpose + " but " + to(address));
    }
}
