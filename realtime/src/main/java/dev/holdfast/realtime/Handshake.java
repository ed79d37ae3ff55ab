package dev.holdfast.realtime;

import dev.holdfast.http.Headers;
import dev.holdfast.http.Request;
import dev.holdfast.realtime.engine.Asked;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a client came to a namespace.
 *
 * @param address of the client
 * @param query of the request its session began with
 * @param headers those fields of that request that are kept: Authorization, Cookie, Origin and User-Agent
 * @param auth what the client has said to prove that it may join; missing where it said nothing
 */
public record Handshake(InetAddress address, Map<String, String> query, Headers headers, JsonNode auth) {

    static Handshake of(Request request, JsonNode auth) {
        return new Handshake(
                request.head().client(),
                Asked.of(request.head().query()).values(),
                request.head().headers(),
                auth);
    }

    /** Returns a text of what the client has said, where it is one. */
    public Optional<String> auth(String name) {
        var value = auth.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** Says no more than where the client is: the rest holds secrets. */
    @Override
    public String toString() {
        return "handshake of " + address.getHostAddress();
    }
}
