package dev.holdfast.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A Socket.IO client in one namespace, over a WebSocket through either door.
 *
 * <p>It answers pings. What it waits for, it waits for 20 seconds, and fails with what came instead. Threading: any number of threads.
 */
public final class TestSocket implements AutoCloseable {

    static final String CLOSED = "transport close";

    private static final String PUT_OUT = "io server disconnect";
    private static final long NO_ID = -1;

    private final SocketConnection connection;
    private final String namespace;
    private final CompletableFuture<SocketPacket> answer = new CompletableFuture<>();
    private final Arrivals<Received> arrivals = new Arrivals<>();
    private final Map<String, Function<JsonNode, Object>> answering = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<JsonNode>> owed = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    private record Received(String event, ArrayNode arguments, long id) {}

    TestSocket(SocketConnection connection, String namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    void awaitAnswer() {
        await(answer, "answer to who wants to join " + namespace);
    }

    /** Returns the id that the server has given it. */
    public String id() {
        return welcome().path("sid").stringValue();
    }

    /** Returns what the server said when it let it in; fails where it did not. */
    public JsonNode welcome() {
        var packet = await(answer, "welcome");
        if (packet.type() != SocketPacket.CONNECT) {
            throw new AssertionError("the server refuses: " + packet.data());
        }
        return packet.data();
    }

    /** Returns what the server said when it did not let it in; fails where it did. */
    public JsonNode refusal() {
        var packet = await(answer, "refusal");
        if (packet.type() != SocketPacket.CONNECT_ERROR) {
            throw new AssertionError("the server does not refuse: " + packet.data());
        }
        return packet.data();
    }

    /** Joins another namespace over the same connection. */
    public TestSocket beside(String other) {
        return beside(other, Map.of());
    }

    /** Joins another namespace over the same connection, and says something to prove that it may. */
    public TestSocket beside(String other, Map<String, ?> auth) {
        return connection.join(other, auth);
    }

    /** Sends an event; byte arrays go as they are, however deep. */
    public TestSocket emit(String event, @Nullable Object... values) {
        welcome();
        send(event, NO_ID, values);
        return this;
    }

    /** Sends an event, waits for its acknowledgement and returns the arguments of that. */
    public JsonNode ask(String event, @Nullable Object... values) {
        return await(asking(event, values), "acknowledgement of " + event);
    }

    /** Sends an event and returns what its acknowledgement completes. */
    public CompletableFuture<JsonNode> asking(String event, @Nullable Object... values) {
        welcome();
        var id = ids.getAndIncrement();
        var given = new CompletableFuture<JsonNode>();
        owed.put(id, given);
        send(event, id, values);
        if (arrivals.isEnded()) {
            given.completeExceptionally(new AssertionError("ended"));
        }
        return given;
    }

    private void send(String event, long id, @Nullable Object... values) {
        var all = new ArrayList<@Nullable Object>(List.of(event));
        all.addAll(Arrays.asList(values));
        SocketPacket.send(connection.socket(), SocketPacket.EVENT, SocketPacket.BINARY_EVENT, namespace, id, all);
    }

    /** Answers an event that the server asks about, from its arguments and on the thread it came by; such events are not waited for. */
    public TestSocket answering(String event, Function<JsonNode, Object> value) {
        answering.put(event, value);
        arrivals.taken(one -> one.event().equals(event)).forEach(this::received);
        return this;
    }

    /** Waits for an event and returns its arguments; other events stay to be waited for. */
    public JsonNode next(String event) {
        return arrivals.take("event " + event, one -> one.event().equals(event)).arguments();
    }

    /** Fails where such an event has come that was not waited for. An event that was sent before an acknowledgement comes before it. */
    public void nothing(String event) {
        var come = arrivals.taken(one -> one.event().equals(event));
        if (!come.isEmpty()) {
            throw new AssertionError("nobody should have sent " + come);
        }
    }

    /**
     * Waits until the server ends it, and returns how in the words of a client: {@code io server disconnect} where it was put out of
     * the namespace, and {@code transport close} where the connection ended.
     */
    public String closed() {
        return arrivals.awaitEnd();
    }

    /** Leaves the namespace; the connection stays. */
    public void disconnect() {
        connection.forget(this);
        SocketPacket.send(connection.socket(), SocketPacket.DISCONNECT, namespace, null);
    }

    /** Returns the connection, which it shares with others beside it; what comes over it is taken here. */
    public TestWebSocket connection() {
        return connection.socket();
    }

    /** Closes the connection as a client does that leaves. */
    @Override
    public void close() {
        connection.socket().close();
    }

    void heard(SocketPacket packet) {
        switch (packet.type()) {
            case SocketPacket.CONNECT, SocketPacket.CONNECT_ERROR -> answer.complete(packet);
            case SocketPacket.DISCONNECT -> {
                connection.forget(this);
                ended(PUT_OUT);
            }
            case SocketPacket.EVENT, SocketPacket.BINARY_EVENT -> received(event(packet));
            default -> acknowledged(packet);
        }
    }

    private static Received event(SocketPacket packet) {
        var values = (ArrayNode) packet.data();
        var name = values.remove(0).stringValue();
        return new Received(name, values, packet.id().orElse(NO_ID));
    }

    private void received(Received event) {
        var responder = answering.get(event.event());
        if (responder == null || event.id() == NO_ID) {
            arrivals.add(event);
            return;
        }
        var value = responder.apply(event.arguments());
        SocketPacket.send(
                connection.socket(), SocketPacket.ACK, SocketPacket.BINARY_ACK, namespace, event.id(), List.of(value));
    }

    private void acknowledged(SocketPacket packet) {
        var asked = owed.remove(packet.id().orElse(NO_ID));
        if (asked != null) {
            asked.complete(packet.data());
        }
    }

    void ended(String reason) {
        arrivals.end(reason);
        var failure = new AssertionError(reason);
        answer.completeExceptionally(failure);
        owed.values().forEach(each -> each.completeExceptionally(failure));
    }

    private static <T> T await(CompletableFuture<T> coming, String what) {
        try {
            return coming.get(Arrivals.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException failure) {
            throw new AssertionError("no " + what, failure);
        }
    }
}
