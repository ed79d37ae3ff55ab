package dev.holdfast.myapp.models;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said in a room, as those there see it.
 *
 * @param number its place in the room, from 1 on and without gaps
 * @param senderName absent where the sender is gone
 * @param clientId what the sender's client calls it
 */
public record Message(
        MessageId id,
        RoomName room,
        long number,
        UserId sender,
        Optional<String> senderName,
        String message,
        Optional<ClientId> clientId,
        Instant timestamp) {}
