package dev.holdfast.realtime.engine;

import dev.holdfast.http.Frame;
import dev.holdfast.http.Socket;
import dev.holdfast.http.SocketListener;

/** A WebSocket without a network, whose client reads when it is told to. */
final class FuzzSocket implements Socket {

    private static final int FULL = 200;

    final SocketListener listener;
    boolean isOver;
    private boolean isClosed;
    private long pending;

    FuzzSocket(SocketListener listener) {
        this.listener = listener;
    }

    boolean isClosed() {
        return isClosed;
    }

    void read() {
        pending = 0;
    }

    @Override
    public void send(Frame frame) {
        pending += isClosed ? 0 : frame.wire().length;
    }

    @Override
    public long pending() {
        return pending;
    }

    @Override
    public boolean isWritable() {
        return pending < FULL;
    }

    @Override
    public void close(int code, String reason) {
        isClosed = true;
    }

    @Override
    public void cut() {
        isClosed = true;
    }
}
