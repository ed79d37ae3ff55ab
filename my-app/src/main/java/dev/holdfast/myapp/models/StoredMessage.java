package dev.holdfast.myapp.models;

import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as it is kept. The name of its sender is not here: it is looked up, so that it goes with the user.
 *
 * @param number its place in the room, from 1 on and without gaps; the table holds each once
 * @param sent absent where the client has no name for it
 */
@Table("messages")
public record StoredMessage(
        @Id MessageId id,
        RoomName room,
        long number,
        UserId sender,
        @Trim @NotBlank @Size(max = 2000) String message,
        @Unique Optional<SendKey> sent,
        @CreatedAt Instant createdAt) {

    public static final Model<StoredMessage, MessageId> MODEL = Model.of(StoredMessage.class, MessageId.class);
    public static final Field<StoredMessage, RoomName> ROOM = MODEL.field("room", RoomName.class);
    public static final Field<StoredMessage, Long> NUMBER = MODEL.field("number", long.class);
    public static final Field<StoredMessage, SendKey> SENT = MODEL.field("sent", SendKey.class);
    public static final Field<StoredMessage, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);

    /** Returns the message as it is shown. */
    public Message by(Optional<String> senderName) {
        return new Message(id, room, number, sender, senderName, message, sent.map(SendKey::clientId), createdAt);
    }
}
