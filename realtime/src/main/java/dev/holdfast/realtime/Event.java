package dev.holdfast.realtime;

/**
 * Something a client has sent.
 *
 * @param socket whose it is
 * @param name what it is called
 * @param arguments what came with it
 */
public record Event(Socket socket, String name, Arguments arguments) {}
