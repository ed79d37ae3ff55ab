package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;
import java.util.Optional;

/**
 * What somebody says in a room.
 *
 * @param sender who the client says it is; it is whoever is signed in
 */
@RulesOf(StoredMessage.class)
public record Said(RoomName room, String message, Optional<ClientId> clientId, Optional<String> sender) {}
