package dev.holdfast.docs.books;

import static dev.holdfast.myapp.models.Role.ADMIN;
import static dev.holdfast.routing.Access.role;
import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Shape.page;

import dev.holdfast.routing.Routes;

/** The endpoints of books. */
final class BookRoutes {

    private BookRoutes() {}

    static Routes of(BookController books) {
        // tag::routes[]
        return group(
                "/books",
                get("/").open().query(BookQuery.class).returns(page(Book.class)).to(books::list),
                get("/{id}").open().returns(Book.class).to(books::show),
                post("/")
                        .access(role(ADMIN))
                        .body(NewBook.class)
                        .returns(201, Book.class)
                        .to(books::create),
                delete("/{id}").access(role(ADMIN)).returns(204).to(books::delete));
        // end::routes[]
    }
}
