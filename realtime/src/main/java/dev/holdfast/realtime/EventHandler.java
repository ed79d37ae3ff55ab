package dev.holdfast.realtime;

/** Answers one event; what it returns is the acknowledgement, where the client has asked for one. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Answers; called on a virtual thread, after the handlers of the events that this socket has sent before.
     *
     * @throws Exception a {@link dev.holdfast.Problem} is told to the client; anything else is noted, and the client told no more
     *     than that something went wrong
     */
    Ack handle(Event event) throws Exception;
}
