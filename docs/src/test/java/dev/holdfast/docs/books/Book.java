package dev.holdfast.docs.books;

import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;

// tag::model[]
/** A book in the shop. */
@Table("books")
public record Book(
        @Id BookId id,
        @Trim @NotBlank @Size(max = 200) String title,

        @Trim @Pattern(regexp = "[0-9]{13}", message = "must be the 13 digits of an ISBN") @Unique String isbn,

        @Min(1) int pages,
        Optional<String> summary,
        @CreatedAt Instant createdAt) {

    public static final Model<Book, BookId> MODEL = Model.of(Book.class, BookId.class);
    public static final Field<Book, String> TITLE = MODEL.field("title", String.class);
    public static final Field<Book, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
}
// end::model[]
