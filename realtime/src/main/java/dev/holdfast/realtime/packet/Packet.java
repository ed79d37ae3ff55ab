package dev.holdfast.realtime.packet;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** One packet as a client sends it (Socket.IO protocol 5, "Packet encoding"). */
public sealed interface Packet {

    /** The id of an event whose sender wants no acknowledgement. */
    long NO_ID = -1;

    /** Names of events that a program hears of from its own library: nobody may send them. */
    Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /** Returns the namespace the packet is for. */
    String namespace();

    /**
     * A client wants to join a namespace.
     *
     * @param auth what it says to prove that it may; missing where it says nothing
     */
    record Connect(String namespace, JsonNode auth) implements Packet {}

    /** A client leaves a namespace. */
    record Disconnect(String namespace) implements Packet {}

    /**
     * Something has happened.
     *
     * @param id under which an acknowledgement is awaited; {@link #NO_ID} where none is
     * @param data the name and what comes with it
     * @param size of the text and of all that came with it, in bytes or characters
     */
    record Event(String namespace, long id, ArrayNode data, int size) implements Packet {

        /** Returns the name of the event. */
        public String name() {
            return data.get(0).asString();
        }
    }

    /** An event was taken. */
    record Ack(String namespace, long id, ArrayNode data) implements Packet {}

    /** What only a server has to say. */
    record ConnectError(String namespace) implements Packet {}
}
