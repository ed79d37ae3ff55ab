package dev.holdfast.server;

import java.net.SocketAddress;

/** An address that cannot be listened on. */
public final class CannotListen extends RuntimeException {
    CannotListen(SocketAddress address, Throwable cause) {
        super(
                "cannot listen on " + address + ": " + cause.getMessage()
                        + " (is another program listening there? choose another PORT)",
                cause);
    }
}
