package dev.holdfast.realtime.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands what comes over a session to its listener, and tells it of the end, once.
 *
 * <p>Threading: messages one after the other; the rest any thread.
 */
final class Delivery {

    private final SessionListener listener;
    private final AtomicReference<@Nullable CloseReason> untold = new AtomicReference<>();
    private volatile boolean isBusy;

    Delivery(SessionListener listener) {
        this.listener = listener;
    }

    /** Says whether the listener is still at a message, so that no further one is read. */
    boolean isBusy() {
        return isBusy;
    }

    void hand(Incoming packet) throws InterruptedException {
        isBusy = true;
        try {
            if (packet instanceof Incoming.Text(var message)) {
                listener.text(message);
            } else if (packet instanceof Incoming.Binary(var message)) {
                listener.binary(message);
            }
        } finally {
            isBusy = false;
        }
    }

    /** Notes the end, of which the listener is to be told. */
    void end(CloseReason reason) {
        untold.set(reason);
    }

    void tell() {
        var reason = untold.getAndSet(null);
        if (reason != null) {
            listener.closed(reason);
        }
    }
}
