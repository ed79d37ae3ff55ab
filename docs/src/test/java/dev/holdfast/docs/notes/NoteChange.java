package dev.holdfast.docs.notes;

import dev.holdfast.RulesOf;
import java.util.Optional;

// tag::change[]
/** What somebody changes about a note; what is left out stays. */
@RulesOf(Note.class)
public record NoteChange(Optional<String> title, Optional<String> text) {}
// end::change[]
