package dev.holdfast.realtime;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The official Java client, and what it has heard. */
final class JavaPeer implements AutoCloseable {

    private static final int PATIENCE = 20;

    /** How a client is connected. */
    enum Way {
        POLLING,
        WEBSOCKET,
        UPGRADE;

        private String[] transports() {
            return switch (this) {
                case POLLING -> new String[] {"polling"};
                case WEBSOCKET -> new String[] {"websocket"};
                case UPGRADE -> new String[] {"polling", "websocket"};
            };
        }
    }

    private final Socket socket;
    private final Map<String, BlockingQueue<List<Object>>> heard = new ConcurrentHashMap<>();

    private JavaPeer(Socket socket) {
        this.socket = socket;
        for (var own : List.of(Socket.EVENT_CONNECT, Socket.EVENT_DISCONNECT, Socket.EVENT_CONNECT_ERROR)) {
            socket.on(own, values -> hear(own, List.of(values)));
        }
        socket.onAnyIncoming(all -> hear((String) all[0], Arrays.asList(all).subList(1, all.length)));
    }

    /** Begins a client that is not connected yet. */
    static JavaPeer of(int port, Way way, String namespace, Map<String, String> auth) {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        var http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
        var options = IO.Options.builder()
                .setForceNew(true)
                .setTransports(way.transports())
                .setReconnectionDelay(20)
                .setReconnectionDelayMax(100)
                .setAuth(auth)
                .build();
        options.callFactory = http;
        options.webSocketFactory = http;
        return new JavaPeer(IO.socket(URI.create("http://127.0.0.1:" + port + namespace), options));
    }

    /** Connects a client to the namespace {@code /}. */
    static JavaPeer connected(int port, Way way) {
        var peer = of(port, way, "/", Map.of());
        peer.connect();
        return peer;
    }

    private void hear(String event, List<Object> values) {
        queue(event).add(values);
    }

    private BlockingQueue<List<Object>> queue(String event) {
        return heard.computeIfAbsent(event, _ -> new LinkedBlockingQueue<>());
    }

    void connect() {
        socket.connect();
        next(Socket.EVENT_CONNECT);
    }

    Socket socket() {
        return socket;
    }

    /** Begins another namespace over the same connection. */
    JavaPeer beside(String namespace) {
        return new JavaPeer(socket.io().socket(namespace));
    }

    /** Returns what came with the next event of that name, and waits for it. */
    List<Object> next(String event) {
        try {
            var values = queue(event).poll(PATIENCE, TimeUnit.SECONDS);
            if (values == null) {
                throw new AssertionError("no \"" + event + "\" has come; what came: " + heard.keySet());
            }
            return values;
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }

    boolean hasHeard(String event) {
        return !queue(event).isEmpty();
    }

    void emit(String event, Object... values) {
        socket.emit(event, values);
    }

    /** Sends an event and returns what came with its acknowledgement. */
    List<Object> ask(String event, Object... values) {
        var answer = new CompletableFuture<List<Object>>();
        socket.emit(event, values, (Ack) all -> answer.complete(Arrays.asList(all)));
        return answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.io().reconnection(false);
        socket.disconnect();
    }
}
