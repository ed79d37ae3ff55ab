package dev.holdfast.docs.books;

import dev.holdfast.Trim;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

// tag::input[]
/** What an admin tells of a new book. */
public record NewBook(
        @Trim @NotBlank @Size(max = 200) String title,

        @Trim @Pattern(regexp = "[0-9]{13}", message = "must be the 13 digits of an ISBN") String isbn,

        @Min(1) int pages,
        Optional<String> summary) {}
// end::input[]
