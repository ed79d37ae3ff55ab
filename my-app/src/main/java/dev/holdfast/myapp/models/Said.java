package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * What somebody says in a room.
 *
 * @param sender who the client says it is; it is whoever is signed in
 */
public record Said(
        RoomName room,
        @Trim @NotBlank @Size(max = 2000) String message,
        Optional<ClientId> clientId,
        Optional<String> sender) {}
