package dev.holdfast.bench;

/**
 * Holdfast's Socket.IO server with the two events of the measurement, and {@code GET /health} with 200; its argument is the port.
 *
 * <p>{@code join(room, ack)} lets the socket join a room; {@code broadcast(room, news, ack)} sends {@code news(news)} to all in it.
 */
final class RealtimeHoldfast {

    private RealtimeHoldfast() {}

    static void main(String[] arguments) {
        System.err.println("There is no Socket.IO server yet to listen on port " + arguments[0] + ".");
        System.exit(1);
    }
}
