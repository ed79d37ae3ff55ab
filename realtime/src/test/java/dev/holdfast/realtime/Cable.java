package dev.holdfast.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, which may be cut at any time and laid elsewhere. */
final class Cable implements AutoCloseable {

    private final ServerSocket end;
    private final Set<Socket> strands = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Cable(int target) throws IOException {
        this.target = target;
        this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    static Cable to(int port) {
        try {
            return new Cable(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return end.getLocalPort();
    }

    /** Leads what connects from here on to another port. */
    void lay(int port) {
        target = port;
    }

    /** Breaks every connection, without a word to either side. */
    void cut() {
        strands.forEach(Cable::close);
        strands.clear();
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                join(end.accept());
            } catch (IOException _) {
                // The end is closed, which ends the loop.
            }
        }
    }

    private void join(Socket near) {
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), target);
            carry(near, far);
            carry(far, near);
        } catch (IOException _) {
            close(near);
        }
    }

    private void carry(Socket from, Socket to) {
        strands.add(from);
        Thread.startVirtualThread(() -> {
            try (from;
                    to) {
                from.setTcpNoDelay(true);
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // One end has gone, and so has the other.
            } finally {
                strands.remove(from);
            }
        });
    }

    private static void close(Socket strand) {
        try {
            strand.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        cut();
    }
}
