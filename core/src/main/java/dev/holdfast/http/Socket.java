package dev.holdfast.http;

/** One open WebSocket. Any thread may call it, and no call blocks. */
public interface Socket {

    /** Hands a frame over to be sent, after those handed over before; does nothing on a closed socket. */
    void send(Frame frame);

    /** Returns the bytes handed over and not yet taken by the network, with some for keeping each frame. */
    long pending();

    /**
     * Says whether so little is pending that more may be sent; a socket stays usable while this is false, and grows. It is false for a
     * moment after much was sent at once; the listener is told when it is true again.
     */
    boolean isWritable();

    /**
     * Closes with a status code and a reason of RFC 6455 section 7.4, after what is pending has been sent; does nothing on a
     * closed socket.
     */
    void close(int code, String reason);

    /** Breaks the connection off: what is pending is lost, and the peer is told nothing. */
    void cut();
}
