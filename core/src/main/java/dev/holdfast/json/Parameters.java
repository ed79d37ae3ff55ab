package dev.holdfast.json;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.routing.PercentCoding;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads names and values as queries and forms write them: each name once, and only so many. */
final class Parameters {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 256;

    private final String what;
    private final String where;
    private final ObjectNode read = JsonNodeFactory.instance.objectNode();

    private Parameters(String what, String where) {
        this.what = what;
        this.where = where;
    }

    static ObjectNode ofQuery(String query) {
        return new Parameters("query", "request target").read(query);
    }

    /** A browser encodes whatever is not ASCII. */
    static ObjectNode ofForm(byte[] body) {
        for (var each : body) {
            if (each <= 0) {
                throw new Problem(Kind.MALFORMED, "the form is not properly percent-encoded");
            }
        }
        return new Parameters("form", "form").read(new String(body, StandardCharsets.US_ASCII));
    }

    private ObjectNode read(String text) {
        if (!text.isEmpty()) {
            for (var pair : text.split("&", MOST + 1)) {
                add(pair);
            }
        }
        return read;
    }

    private void add(String pair) {
        if (read.size() == MOST) {
            throw new Problem(Kind.MALFORMED, "the " + what + " has more than " + MOST + " parameters");
        }
        var equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (name.length() > LONGEST_NAME) {
            throw new Problem(
                    Kind.MALFORMED, "the " + what + " has a name of more than " + LONGEST_NAME + " characters");
        }
        if (read.has(name)) {
            throw Problem.invalid(Faults.below("", name), "is given twice");
        }
        read.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }

    private String decoded(String text) {
        return PercentCoding.decodeForm(text, where);
    }
}
