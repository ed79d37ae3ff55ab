package dev.holdfast.realtime.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that tries to take a session over from its polls (Engine.IO protocol 4, "Upgrade").
 *
 * <p>Threading: under the lock of the session.
 */
final class Probe {

    private @Nullable WebSocketTransport socket;
    private Alarm timeout = Alarm.NONE;
    private boolean isHeard;

    /** Lets a WebSocket try, for some time; returns false where another one does. */
    boolean begin(WebSocketTransport other, Supplier<Alarm> timing) {
        if (socket != null) {
            return false;
        }
        socket = other;
        timeout = timing.get();
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
                end();
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
        end();
        if (dropped != null) {
            dropped.discard();
        }
    }

    private void end() {
        socket = null;
        isHeard = false;
        timeout.cancel();
        timeout = Alarm.NONE;
    }
}
