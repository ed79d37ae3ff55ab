package dev.holdfast.realtime;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.limit.Key;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client has said to prove who it is, and who that was when it was asked about last. Threading: any number of threads. */
final class Proof {

    private static final String TOKEN = "token";

    private final Hub hub;
    private final Request handshake;
    private volatile JsonNode auth;
    private volatile Caller caller = new Caller.Visitor();
    private volatile long asked;

    Proof(Hub hub, Request handshake, JsonNode auth) {
        this.hub = hub;
        this.handshake = handshake;
        this.auth = auth;
    }

    Caller caller() {
        return caller;
    }

    JsonNode auth() {
        return auth;
    }

    /** Finds out who it is. */
    Caller ask() {
        caller = hub.callers().of(handshake, auth);
        asked = System.nanoTime();
        return caller;
    }

    /** Says whether there is no need to ask: it was done since, or there is nothing that can expire. */
    boolean isAskedSince(long nanos) {
        return !Callers.isProved(handshake, auth) || asked - nanos >= 0;
    }

    /** Takes another token of the same caller in place of the one there is. */
    void renew(String token) {
        var renewed = auth instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        renewed.put(TOKEN, token);
        var other = hub.callers().of(handshake, renewed);
        if (!other.identity().equals(caller.identity())) {
            throw Problem.forbidden("a socket stays its user's");
        }
        auth = renewed;
        caller = other;
        asked = System.nanoTime();
    }

    /** Counts an event of its user, over all their connections. */
    void count() {
        if (!(caller instanceof Caller.Visitor)) {
            hub.perUser().count(Key.caller(handshake.by(caller)));
        }
    }
}
