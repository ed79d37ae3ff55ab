package dev.holdfast.app;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may read the answers (Fetch Standard, section 3.2): none, unless they are named.
 *
 * @param origins as a browser sends them, {@code https://shop.example.com}; compared letter by letter
 * @param credentials whether such a page may send cookies along
 */
public record Cors(Set<String> origins, boolean credentials) {

    /** Pages of other origins may read nothing. */
    public static final Cors CLOSED = new Cors(Set.of(), false);

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|https?://\\[[0-9a-f:.]{2,45}](:[0-9]{1,5})?");

    /** Checks every origin; refuses what no browser would send, and the star, by an {@link IllegalArgumentException}. */
    public Cors {
        origins = Set.copyOf(origins);
        for (var origin : origins) {
            if (origin.equals("*")) {
                throw new IllegalArgumentException("* would open every user's session to every page; name the origins");
            }
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "\"" + origin + "\" is no origin: it is scheme, host and port, as in https://shop.example.com");
            }
        }
    }

    /** These origins, whose pages may send cookies along. */
    public static Cors of(List<String> origins) {
        return new Cors(Set.copyOf(origins), true);
    }
}
