package dev.holdfast.realtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Which sockets have left, and why. */
final class Leavings implements Namespace.Leaving {

    private final Map<String, CompletableFuture<DisconnectReason>> reasons = new ConcurrentHashMap<>();

    @Override
    public void left(Socket socket, DisconnectReason reason) {
        of(socket.id()).complete(reason);
    }

    /** Waits until a socket has left, and returns the reason in the words of Socket.IO. */
    String reason(String id) {
        return of(id).orTimeout(20, TimeUnit.SECONDS).join().toString();
    }

    boolean has(String id) {
        return of(id).isDone();
    }

    private CompletableFuture<DisconnectReason> of(String id) {
        return reasons.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }
}
