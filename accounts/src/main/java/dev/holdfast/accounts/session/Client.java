package dev.holdfast.accounts.session;

import dev.holdfast.Printable;
import dev.holdfast.http.Request;
import java.net.InetAddress;

/**
 * From where somebody signs in.
 *
 * @param device what the client says of itself, at most 200 characters, fit to be shown
 */
public record Client(InetAddress address, String device) {

    private static final int LONGEST = 200;

    /** Returns who sends a request. */
    public static Client of(Request request) {
        var said = request.header("User-Agent").orElse("");
        var start = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        return new Client(request.head().client(), Printable.of(start));
    }

    String shown() {
        return address.getHostAddress();
    }
}
