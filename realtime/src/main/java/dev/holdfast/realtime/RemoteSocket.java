package dev.holdfast.realtime;

import dev.holdfast.Caller;
import java.util.Map;
import java.util.Set;

/**
 * A socket of any server of the family, as it was when it was asked for; what is to be done to it is done to the room of its id.
 *
 * @param rooms those it is in, that of its id among them
 * @param data what the program has noted about it
 */
public record RemoteSocket(String id, Caller caller, Set<String> rooms, Map<String, Object> data) {

    public RemoteSocket {
        rooms = Set.copyOf(rooms);
        data = Map.copyOf(data);
    }
}
