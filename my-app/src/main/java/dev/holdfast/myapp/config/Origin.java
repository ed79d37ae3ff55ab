package dev.holdfast.myapp.config;

import dev.holdfast.app.Cors;
import java.util.Set;

/**
 * An origin whose pages may read the answers.
 *
 * @param text as a browser sends it, {@code https://shop.example.com}
 */
public record Origin(String text) {

    /** Returns the origin a text names. */
    public static Origin parse(String text) {
        return new Origin(
                new Cors(Set.of(text.strip()), true).origins().iterator().next());
    }
}
