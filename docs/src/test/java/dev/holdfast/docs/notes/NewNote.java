package dev.holdfast.docs.notes;

import dev.holdfast.Trim;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What somebody writes down. */
public record NewNote(
        @Trim @NotBlank @Size(max = 200) String title,
        @Size(max = 5000) String text) {}
