package dev.holdfast.realtime.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The query of a request: of a name given twice, the last counts, as the reference has it. */
public record Asked(Map<String, String> values) {

    /** Reads a query; what is not percent-encoded as it should be is taken as it is. */
    public static Asked of(String query) {
        var values = new HashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals >= 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                values.put(decoded(pair), "");
            }
        }
        return new Asked(Map.copyOf(values));
    }

    private static String decoded(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0
                    ? text
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
