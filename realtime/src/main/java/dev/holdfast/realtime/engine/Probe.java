package dev.holdfast.realtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that tries to take a session over from its polls (Engine.IO protocol 4, "Upgrade").
 *
 * <p>Threading: under the lock of the session.
 */
final class Probe {

    private @Nullable WebSocketTransport socket;
    private boolean isHeard;

    /** Lets a WebSocket try; returns false where another one does. */
    boolean begin(WebSocketTransport other) {
        if (socket != null) {
            return false;
        }
        socket = other;
        return true;
    }

    boolean isBy(Transport transport) {
        return transport == socket;
    }

    /** Says whether the client knows that its WebSocket works, so that it wants to come to the end of its polls. */
    boolean isHeard() {
        return isHeard;
    }

    /** Takes a packet that came over the WebSocket, and returns that when it is to take over from here on. */
    @Nullable WebSocketTransport take(Incoming packet, Polling polling) {
        var trying = socket;
        if (trying == null) {
            return null;
        }
        switch (packet) {
            case Incoming.Ping(var word)
            when word.equals("probe") -> {
                isHeard = true;
                trying.send(Outgoing.PONG_OF_PROBE);
                polling.answer(Outgoing.NOOP);
            }
            case Incoming.Upgrade()
            when !polling.isPosting() -> {
                socket = null;
                isHeard = false;
                return trying;
            }
            case Incoming.Ping _,
                    Incoming.Upgrade(),
                    Incoming.Text _,
                    Incoming.Binary _,
                    Incoming.Pong(),
                    Incoming.Close(),
                    Incoming.Idle(),
                    Incoming.Malformed() -> drop();
        }
        return null;
    }

    /** Lets nobody try any more. */
    void drop() {
        var dropped = socket;
        socket = null;
        isHeard = false;
        if (dropped != null) {
            dropped.discard();
        }
    }
}
