package dev.holdfast.accounts;

import dev.holdfast.accounts.mailed.Purpose;
import java.net.URI;
import java.time.Duration;

/**
 * What a mail carries: a secret, and where to take it. It does not print itself.
 *
 * @param url a page of the program, with the secret behind the {@code #}, which browsers send nowhere
 * @param token the secret itself
 * @param holds how long it is good
 */
public record MailedLink(String url, String token, Duration holds) {

    static MailedLink of(URI page, Purpose purpose, String token) {
        var name = switch (purpose) {
            case VERIFY, CHANGE_ADDRESS -> "verify";
            case RESET -> "reset";
            case NOTHING -> throw new IllegalArgumentException("there is no link to nothing");
        };
        return new MailedLink(page + "#" + name + "=" + token, token, purpose.life());
    }

    /** Returns how long it is good, in words. */
    String holdsWords() {
        return holds.toHours() >= 2 ? holds.toHours() + " hours" : holds.toMinutes() + " minutes";
    }

    @Override
    public String toString() {
        return "hidden";
    }
}
