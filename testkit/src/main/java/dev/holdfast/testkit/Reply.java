package dev.holdfast.testkit;

import dev.holdfast.http.Headers;
import dev.holdfast.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param content the bytes of the body, transfer coding removed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Reply(int status, Headers headers, byte[] content) {

    private static final Json JSON = new Json();

    /** Returns the first value of a header field. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** Returns the body as text in UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Returns the body as JSON; fails where it is not declared or not valid. */
    public JsonNode json() {
        var type = header("Content-Type").orElse("none");
        if (!type.equals("application/json") && !type.equals("application/problem+json")) {
            throw new AssertionError("not JSON but " + type + ": " + this);
        }
        return JSON.read(content);
    }

    /** Returns the value a JSON Pointer (RFC 6901) leads to; fails where there is none. */
    public JsonNode at(String pointer) {
        var found = json().at(pointer);
        if (found.isMissingNode()) {
            throw new AssertionError("nothing at " + pointer + " in " + this);
        }
        return found;
    }

    /** Returns the text a JSON Pointer leads to; fails where there is none. */
    public String textAt(String pointer) {
        var found = at(pointer);
        if (!found.isString()) {
            throw new AssertionError("no text at " + pointer + " in " + this);
        }
        return found.stringValue();
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
