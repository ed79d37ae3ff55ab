package dev.holdfast.realtime;

import dev.holdfast.json.Json;
import dev.holdfast.testkit.Reply;
import dev.holdfast.testkit.TestClient;
import dev.holdfast.testkit.TestWebSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A client that polls, packet by packet. */
final class Poller {

    static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

    private static final Json JSON = new Json();
    private static final String SEPARATOR = "\u001e";

    private final TestClient client;
    private final String sid;
    private final ArrayDeque<String> come = new ArrayDeque<>();

    private Poller(TestClient client, String sid) {
        this.client = client;
        this.sid = sid;
    }

    /** Opens a session. */
    static Poller open(TestClient client) {
        return new Poller(
                client, opening(client.get(POLLING).text()).path("sid").stringValue());
    }

    /** Reads the packet a session begins with. */
    static JsonNode opening(String packet) {
        if (!packet.startsWith("0")) {
            throw new AssertionError("not the beginning of a session: " + packet);
        }
        return JSON.read(packet.substring(1));
    }

    String sid() {
        return sid;
    }

    Reply get() {
        return client.get(POLLING + "&sid=" + sid);
    }

    CompletableFuture<Reply> getting() {
        return CompletableFuture.supplyAsync(this::get, Thread::startVirtualThread);
    }

    Reply post(String... packets) {
        return client.with("Content-Type", "text/plain;charset=UTF-8")
                .post(POLLING + "&sid=" + sid, String.join(SEPARATOR, packets));
    }

    /** Joins the namespace / and returns the id of the socket. */
    String join() {
        post("40");
        var answer = next();
        if (!answer.startsWith("40{")) {
            throw new AssertionError("not let in: " + answer);
        }
        return JSON.read(answer.substring(2)).path("sid").stringValue();
    }

    /** Returns the next packet. */
    String next() {
        while (come.isEmpty()) {
            come.addAll(packets(get()));
        }
        return come.remove();
    }

    /** Returns the packets that have come and were not asked for. */
    List<String> rest() {
        return List.copyOf(come);
    }

    static List<String> packets(Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("not polled: " + reply);
        }
        return List.of(reply.text().split(SEPARATOR, -1));
    }

    /** Opens the WebSocket that is to take the session over. */
    TestWebSocket webSocket() {
        return client.webSocket(WEBSOCKET + "&sid=" + sid);
    }

    /** Waits until the session is not known any more, and returns what a poll is told then. */
    Reply gone() {
        for (var attempt = 0; attempt < 1_000; attempt++) {
            var reply = get();
            if (reply.status() != 200) {
                return reply;
            }
        }
        throw new AssertionError("the session does not end");
    }
}
