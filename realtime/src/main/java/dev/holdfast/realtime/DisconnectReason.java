package dev.holdfast.realtime;

import dev.holdfast.realtime.engine.CloseReason;

/** Why a socket is not connected any more, in the words of Socket.IO. */
public enum DisconnectReason {
    /** The client has closed its connection. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection broke, or the client did what it must not. */
    TRANSPORT_ERROR("transport error"),
    /** The client was silent for too long. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent what is no packet. */
    PARSE_ERROR("parse error"),
    /** The client sent a packet that is none, or at the wrong time. */
    FORCED_CLOSE("forced close"),
    /** The client reads more slowly than it is sent to. */
    SLOW_CONSUMER("slow consumer"),
    /** The server stops. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** The program has closed the connection. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The client has left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** The program has put the client out of the namespace. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect");

    private final String words;

    DisconnectReason(String words) {
        this.words = words;
    }

    static DisconnectReason of(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
            case TRANSPORT_ERROR -> TRANSPORT_ERROR;
            case PING_TIMEOUT -> PING_TIMEOUT;
            case PARSE_ERROR -> PARSE_ERROR;
            case FORCED_CLOSE -> FORCED_CLOSE;
            case SLOW_CONSUMER -> SLOW_CONSUMER;
            case SERVER_SHUTTING_DOWN -> SERVER_SHUTTING_DOWN;
        };
    }

    /** Says whether the client may come back and go on where it was. */
    boolean isRecoverable() {
        return switch (this) {
            case TRANSPORT_CLOSE,
                    TRANSPORT_ERROR,
                    PING_TIMEOUT,
                    FORCED_CLOSE,
                    SLOW_CONSUMER,
                    SERVER_SHUTTING_DOWN,
                    FORCED_SERVER_CLOSE -> true;
            case PARSE_ERROR, CLIENT_NAMESPACE_DISCONNECT, SERVER_NAMESPACE_DISCONNECT -> false;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
