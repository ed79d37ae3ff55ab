package dev.holdfast.realtime.engine;

/** Why a session ended. */
public enum CloseReason {
    /** The client has closed. */
    TRANSPORT_CLOSE,
    /** The connection broke, or the client did what it must not. */
    TRANSPORT_ERROR,
    /** The client did not answer in time. */
    PING_TIMEOUT,
    /** The client sent what is no packet. */
    PARSE_ERROR,
    /** This side has closed. */
    FORCED_CLOSE,
    /** The client reads more slowly than it is sent to. */
    SLOW_CONSUMER,
    /** The server stops. */
    SERVER_SHUTTING_DOWN;

    /** Returns why a WebSocket is closed with that code (RFC 6455 section 7.4.1): by a fault, or because its client wanted to. */
    static CloseReason of(int code) {
        return switch (code) {
            case 1002, 1003, 1007, 1008, 1009, 1010, 1011 -> TRANSPORT_ERROR;
            default -> TRANSPORT_CLOSE;
        };
    }
}
