package dev.holdfast.docs.books;

import dev.holdfast.RulesOf;
import java.util.Optional;

// tag::input[]
/** What an admin tells of a new book. */
@RulesOf(Book.class)
public record NewBook(String title, String isbn, int pages, Optional<String> summary) {}
// end::input[]
