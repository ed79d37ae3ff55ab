package dev.holdfast.testkit;

import dev.holdfast.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connection that the sockets of one client share, over WebSocket. Threading: what comes is told in order. */
final class SocketConnection implements TestWebSocket.Hears {

    private static final String TARGET = "/socket.io/?EIO=4&transport=websocket";

    private final Map<String, TestSocket> sockets = new ConcurrentHashMap<>();
    private final List<byte[]> attachments = new ArrayList<>();
    private final TestWebSocket socket;
    private @Nullable SocketPacket unfinished;
    private volatile boolean isEnded;

    SocketConnection(Door door, Headers headers) {
        socket = TestWebSocket.open(door, TARGET, headers, this);
    }

    TestWebSocket socket() {
        return socket;
    }

    TestSocket join(String namespace, Map<String, ?> auth) {
        var joining = new TestSocket(this, namespace);
        sockets.put(namespace, joining);
        SocketPacket.send(socket, SocketPacket.CONNECT, namespace, auth.isEmpty() ? null : auth);
        if (isEnded) {
            joining.ended(TestSocket.CLOSED);
        }
        joining.awaitAnswer();
        return joining;
    }

    void forget(TestSocket left) {
        sockets.remove(left.namespace(), left);
    }

    @Override
    public void heard(TestWebSocket from, TestWebSocket.Message message) {
        switch (message) {
            case TestWebSocket.Message.Text(var text) -> heard(from, text);
            case TestWebSocket.Message.Bytes(var bytes) -> heard(bytes);
        }
    }

    private void heard(TestWebSocket from, String text) {
        if (text.startsWith("2")) {
            from.send("3");
        } else if (text.startsWith("4")) {
            var packet = SocketPacket.read(text.substring(1));
            if (packet.attachments() == 0) {
                deliver(packet);
            } else {
                unfinished = packet;
                attachments.clear();
            }
        }
    }

    private void heard(byte[] bytes) {
        var packet = unfinished;
        if (packet == null) {
            throw new AssertionError("an attachment of nothing");
        }
        attachments.add(bytes);
        if (attachments.size() == packet.attachments()) {
            unfinished = null;
            deliver(packet.with(attachments));
        }
    }

    private void deliver(SocketPacket packet) {
        var meant = sockets.get(packet.namespace());
        if (meant != null) {
            meant.heard(packet);
        }
    }

    @Override
    public void ended() {
        isEnded = true;
        sockets.values().forEach(each -> each.ended(TestSocket.CLOSED));
    }
}
