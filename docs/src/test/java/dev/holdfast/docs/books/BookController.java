package dev.holdfast.docs.books;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

// tag::controller[]
/** Speaks HTTP for books; decides nothing. */
public final class BookController {

    private final BookService books;

    public BookController(BookService books) {
        this.books = books;
    }

    public Response create(Request request, NewBook draft) {
        var book = books.add(draft);
        return Response.created("/api/v1/books/" + book.id(), "book", book);
    }

    public Response list(Request request, BookQuery query) {
        return Response.ok("books", books.list(query));
    }

    public Response show(Request request) {
        return Response.ok("book", books.find(request.path("id", BookId::parse)));
    }

    public Response delete(Request request) {
        books.remove(request.path("id", BookId::parse));
        return Response.noContent();
    }
}
// end::controller[]
