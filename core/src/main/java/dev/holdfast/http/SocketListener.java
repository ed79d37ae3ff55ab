package dev.holdfast.http;

/**
 * Hears what happens to one WebSocket.
 *
 * <p>Threading: the calls come one after the other, in order, on virtual threads, and may block. While one blocks, the client is
 * not read from for long: a few messages wait, then the connection does.
 */
public interface SocketListener {

    /** The socket is open. */
    default void opened(Socket socket) throws Exception {}

    /** A text message has come. */
    default void text(Socket socket, String message) throws Exception {}

    /** A binary message has come. */
    default void binary(Socket socket, byte[] message) throws Exception {}

    /** The socket was full and can take more again. */
    default void writable(Socket socket) throws Exception {}

    /** The server stops, and cuts off what is still open when its time to drain is over. */
    default void draining(Socket socket) throws Exception {
        socket.close(1001, "the server is stopping");
    }

    /** The socket is closed, with the code and reason of the peer; 1006 where the connection broke. The last call. */
    default void closed(Socket socket, int code, String reason) throws Exception {}
}
