package dev.holdfast.server;

import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** An address that cannot be listened on. */
public final class CannotListen extends RuntimeException {
    CannotListen(SocketAddress address, Throwable cause) {
        super("cannot listen on " + address + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case UnresolvedAddressException _, UnknownHostException _ -> "the host is not known; choose another HOST";
            default ->
                cause.getMessage()
                        + " (is another program listening there, or is the address not of this machine? choose another PORT or HOST)";
        };
    }
}
