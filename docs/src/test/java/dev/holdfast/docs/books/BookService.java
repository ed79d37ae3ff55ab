package dev.holdfast.docs.books;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import java.time.Clock;

// tag::service[]
/** Decides what may happen to books. */
public final class BookService {

    private final Repository<Book, BookId> books;
    private final Clock clock;

    public BookService(Database database, Clock clock) {
        this.books = database.repository(Book.MODEL);
        this.clock = clock;
    }

    /** Adds a book; an ISBN that is there already is a conflict. */
    public Book add(NewBook draft) {
        return books.insert(new Book(
                BookId.next(clock), draft.title(), draft.isbn(), draft.pages(), draft.summary(), clock.instant()));
    }

    /** Returns a page of books, the newest first. */
    public Page<Book> list(BookQuery query) {
        var wanted = query.title().map(Book.TITLE::startsWith).orElse(Filter.all());
        return books.page(Query.where(wanted).by(Book.CREATED_AT.descending()), query.cursor(), query.limit());
    }

    public Book find(BookId id) {
        return books.findById(id).orElseThrow(() -> Problem.missing("book", id));
    }

    public void remove(BookId id) {
        if (!books.deleteById(id)) {
            throw Problem.missing("book", id);
        }
    }
}
// end::service[]
