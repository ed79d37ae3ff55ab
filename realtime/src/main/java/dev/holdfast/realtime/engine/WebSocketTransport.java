package dev.holdfast.realtime.engine;

import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that carries a session from its beginning, or takes it over.
 *
 * <p>Threading: what comes in is called in order; what goes out, under the lock of the session.
 */
final class WebSocketTransport implements Transport, SocketListener {

    static final String NAME = "websocket";

    private static final int NORMAL = 1000;
    private static final int TRY_LATER = 1013;

    private final EngineSettings settings;
    private final Finds finds;
    private final boolean isTextOnly;
    private @Nullable Socket socket;
    private @Nullable Session session;

    /** Finds or makes the session of a socket that has opened; null where there is no place for it. */
    @FunctionalInterface
    interface Finds {
        @Nullable Session session(WebSocketTransport transport);
    }

    WebSocketTransport(EngineSettings settings, boolean isTextOnly, Finds finds) {
        this.settings = settings;
        this.isTextOnly = isTextOnly;
        this.finds = finds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void opened(Socket opened) {
        socket = opened;
        session = finds.session(this);
        if (session == null) {
            opened.close(TRY_LATER, "there is no place at the moment");
        }
    }

    @Override
    public void text(Socket from, String message) throws InterruptedException {
        take(Incoming.of(message));
    }

    @Override
    public void binary(Socket from, byte[] message) throws InterruptedException {
        take(new Incoming.Binary(message));
    }

    private void take(Incoming packet) throws InterruptedException {
        var taker = session;
        if (taker != null) {
            taker.receive(this, packet);
        }
    }

    @Override
    public void closed(Socket from, int code, String reason) {
        var loser = session;
        if (loser != null) {
            loser.lost(this, code);
        }
    }

    /** The engine ends its sessions one after the other, so that their clients do not all come back in the same moment. */
    @Override
    public void draining(Socket from) {}

    @Override
    public boolean isWritable() {
        return open().isWritable();
    }

    @Override
    public long pending() {
        return open().pending();
    }

    @Override
    public boolean hasRoomFor(Parcel parcel) {
        var pending = pending();
        return pending == 0 || pending + parcel.bytes() <= settings.outgoingBytes();
    }

    @Override
    public void send(Parcel parcel) {
        for (var part : parcel.parts()) {
            send(part);
        }
    }

    void send(Outgoing packet) {
        open().send(isTextOnly ? packet.frameAsText() : packet.frame());
    }

    @Override
    public boolean finish() {
        open().close(NORMAL, "");
        return true;
    }

    @Override
    public void discard() {
        open().close(NORMAL, "");
    }

    /** Breaks off: a client that does not read would not read a farewell either. */
    void cut() {
        open().cut();
    }

    private Socket open() {
        return Objects.requireNonNull(socket, "a transport is used when its socket has opened");
    }
}
