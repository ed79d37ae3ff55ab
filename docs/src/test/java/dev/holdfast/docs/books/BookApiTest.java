package dev.holdfast.docs.books;

import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Schema;
import dev.holdfast.http.Request;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Books, as a client sees them. */
class BookApiTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(BookApiTest::program);

    private final TestClient visitor = BACKEND.inMemory();
    private final TestClient admin = visitor.bearing("ADMIN");

    private static AppDraft program(Path folder) {
        var clock = FakeClock.atNoon();
        var database = Database.open(DatabaseOptions.of("sqlite:" + folder.resolve("books.db"))
                .schemas(Schema.of("app", "books/migration", Book.MODEL))
                .clock(clock));
        var books = new BookController(new BookService(database, clock));
        return App.serving(group("/api/v1", BookRoutes.of(books)))
                .authenticatedBy(BookApiTest::caller)
                .closing(database);
    }

    private static Caller caller(Request request) {
        var role = request.header("Authorization").orElse("").replace("Bearer ", "");
        return role.isEmpty() ? new Caller.Visitor() : new Caller.User(role, Set.of(role));
    }

    // tag::test[]
    @Test
    void an_admin_adds_a_book_and_everybody_finds_it() {
        var lamp = Map.of("title", "On Lamps", "isbn", "9780000000001", "pages", 120);
        var created = admin.post("/api/v1/books", lamp);

        assertThat(created.status()).isEqualTo(201);
        assertThat(visitor.get(created.header("Location").orElseThrow()).textAt("/data/book/title"))
                .isEqualTo("On Lamps");
        assertThat(visitor.get("/api/v1/books?title=On").at("/data/books")).hasSize(1);
    }

    @Test
    void a_visitor_may_not_add_a_book() {
        assertThat(visitor.post("/api/v1/books", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void an_isbn_that_is_there_already_is_a_conflict() {
        var book = Map.of("title", "Twice", "isbn", "9780000000002", "pages", 1);
        admin.post("/api/v1/books", book);

        assertThat(admin.post("/api/v1/books", book).textAt("/errors/0/pointer"))
                .isEqualTo("/isbn");
    }
    // end::test[]

    @Test
    void what_is_wrong_with_a_book_is_told_at_once() {
        var reply = admin.post("/api/v1/books", Map.of("title", " ", "isbn", "1", "pages", 0, "price", 5));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors")).hasSize(4);
        assertThat(reply.textAt("/errors/1/message")).isEqualTo("must be the 13 digits of an ISBN");
    }

    @Test
    void a_book_that_was_removed_is_gone() {
        var created = admin.post("/api/v1/books", Map.of("title", "Gone", "isbn", "9780000000003", "pages", 1));
        var place = created.header("Location").orElseThrow();

        assertThat(admin.delete(place).status()).isEqualTo(204);
        assertThat(admin.delete(place).status()).isEqualTo(404);
        assertThat(visitor.get(place).status()).isEqualTo(404);
    }
}
