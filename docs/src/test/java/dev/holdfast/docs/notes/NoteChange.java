package dev.holdfast.docs.notes;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

// tag::change[]
/** What somebody changes about a note; what is left out stays. */
public record NoteChange(
        @Trim Optional<@NotBlank @Size(max = 200) String> title, Optional<@Size(max = 5000) String> text) {}
// end::change[]
