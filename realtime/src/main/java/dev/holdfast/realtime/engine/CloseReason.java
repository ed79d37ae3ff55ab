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
    SERVER_SHUTTING_DOWN
}
