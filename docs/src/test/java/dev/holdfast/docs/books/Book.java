package dev.holdfast.docs.books;

import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import java.time.Instant;
import java.util.Optional;

// tag::model[]
/** A book in the shop. */
@Table("books")
public record Book(
        @Id BookId id,
        @Trim String title,
        @Trim @Unique String isbn,
        int pages,
        Optional<String> summary,
        @CreatedAt Instant createdAt) {

    public static final Model<Book, BookId> MODEL = Model.of(Book.class, BookId.class);
    public static final Field<Book, String> TITLE = MODEL.field("title", String.class);
    public static final Field<Book, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
}
// end::model[]
