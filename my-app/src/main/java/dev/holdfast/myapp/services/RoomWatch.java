package dev.holdfast.myapp.services;

import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.UserId;
import java.util.Set;

/**
 * What hears who may no longer be in a room, so that whoever listens there live is shown out.
 *
 * <p>It is told in the room's turn, after what it is told was stored, and never throws. Threading: any number of threads.
 */
public interface RoomWatch {

    /** A room that everybody could be in belongs to its members from now on. */
    void closed(RoomName room, Set<UserId> members);

    /** Somebody is no member of the private room any more. */
    void left(RoomName room, UserId member);
}
