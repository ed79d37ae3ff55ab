package dev.holdfast.realtime;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The server's end of the sockets of a test, known before their clients are told that they are let in. */
final class Sockets implements Namespace.SocketTask {

    private final Map<String, Socket> all = new ConcurrentHashMap<>();

    @Override
    public void accept(Socket socket) {
        all.put(socket.id(), socket);
    }

    Socket of(String id) {
        return Objects.requireNonNull(all.get(id), "a socket that was let in");
    }
}
