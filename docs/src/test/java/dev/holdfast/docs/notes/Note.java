package dev.holdfast.docs.notes;

import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.myapp.models.UserId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;

// tag::model[]
/** A note somebody wrote for themselves. */
@Table("notes")
public record Note(
        @Id NoteId id,
        UserId owner,
        @Trim @NotBlank @Size(max = 200) String title,
        @Size(max = 5000) String text,
        @CreatedAt Instant createdAt) {

    public static final Model<Note, NoteId> MODEL = Model.of(Note.class, NoteId.class);
    public static final Field<Note, NoteId> ID = MODEL.field("id", NoteId.class);
    public static final Field<Note, UserId> OWNER = MODEL.field("owner", UserId.class);
    public static final Field<Note, String> TITLE = MODEL.field("title", String.class);
    public static final Field<Note, String> TEXT = MODEL.field("text", String.class);
    public static final Field<Note, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
}
// end::model[]
