package dev.holdfast.docs.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, as their owner and everybody else see them. */
class NoteApiTest {

    static final FakeClock CLOCK = FakeClock.atNoon();

    @RegisterExtension
    static final Backend BACKEND = Backend.of(folder -> Notebook.in(folder, CLOCK));

    private static final String PASSWORD = "password123";

    private final TestClient visitor = BACKEND.inMemory();
    private final TestClient ann = somebody(visitor);
    private final TestClient bob = somebody(visitor);

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static TestClient somebody(TestClient door) {
        var name = "u" + UUID.randomUUID().toString().replace("-", "");
        var email = name + "@example.com";
        var draft = Map.of("name", name, "email", email, "password", PASSWORD);
        assertThat(door.post("/api/v1/users", draft).status()).isEqualTo(201);
        return door.signedIn(email, PASSWORD);
    }

    private static String written(TestClient client, String title) {
        CLOCK.advance(Duration.ofMillis(1));
        var created = client.post("/api/v1/notes", Map.of("title", title, "text", "text of " + title));
        assertThat(created.status()).isEqualTo(201);
        return created.header("Location").orElseThrow();
    }

    private static List<String> titles(TestClient client, String query) {
        return client.get("/api/v1/notes" + query)
                .at("/data/notes")
                .valueStream()
                .map(note -> note.get("title").stringValue())
                .toList();
    }

    @Test
    void an_owner_writes_reads_changes_and_deletes_a_note() {
        var note = written(ann, " Milk ");
        assertThat(ann.get(note).textAt("/data/note/title")).isEqualTo("Milk");

        assertThat(ann.patch(note, Map.of("text", "two bottles")).textAt("/data/note/text"))
                .isEqualTo("two bottles");
        assertThat(ann.get(note).textAt("/data/note/title")).isEqualTo("Milk");
        assertThat(ann.patch(note, Map.of("title", " Oat milk ")).textAt("/data/note/title"))
                .isEqualTo("Oat milk");
        assertThat(ann.patch(note, Map.of()).status()).isEqualTo(200);

        assertThat(ann.delete(note).status()).isEqualTo(204);
        assertThat(ann.get(note).status()).isEqualTo(404);
        assertThat(ann.delete(note).status()).isEqualTo(404);
    }

    // tag::others[]
    @Test
    void Z1_the_note_of_somebody_else_is_missing_and_stays_as_it_is() {
        var note = written(ann, "Secret");

        assertThat(bob.get(note).status()).isEqualTo(404);
        assertThat(bob.patch(note, Map.of("title", "Mine")).status()).isEqualTo(404);
        assertThat(bob.delete(note).status()).isEqualTo(404);
        assertThat(titles(bob, "")).isEmpty();
        assertThat(ann.get(note).textAt("/data/note/title")).isEqualTo("Secret");
    }
    // end::others[]

    @Test
    void a_visitor_is_asked_to_sign_in() {
        var note = written(ann, "Secret");

        assertThat(visitor.get("/api/v1/notes").status()).isEqualTo(401);
        assertThat(visitor.post("/api/v1/notes", Map.of()).status()).isEqualTo(401);
        assertThat(visitor.get(note).status()).isEqualTo(401);
        assertThat(visitor.delete(note).status()).isEqualTo(401);
    }

    @Test
    void Z3_an_owner_in_the_body_is_refused() {
        var owner = bob.get("/api/v1/users/me").textAt("/data/user/id");
        var forged = ann.post("/api/v1/notes", Map.of("title", "x", "text", "x", "owner", owner));

        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.textAt("/errors/0/pointer")).isEqualTo("/owner");
        assertThat(ann.patch(written(ann, "x"), Map.of("owner", owner)).textAt("/errors/0/pointer"))
                .isEqualTo("/owner");
    }

    @Test
    void title_and_text_have_limits() {
        var longest = Map.of("title", "t".repeat(200), "text", "x".repeat(5000));
        var tooLong = Map.of("title", "t".repeat(201), "text", "x".repeat(5001));
        var note = ann.post("/api/v1/notes", longest);
        assertThat(note.status()).isEqualTo(201);

        var path = note.header("Location").orElseThrow();
        for (var refused : List.of(ann.post("/api/v1/notes", tooLong), ann.patch(path, tooLong))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.at("/errors")
                            .valueStream()
                            .map(fault -> fault.get("pointer").stringValue()))
                    .containsExactly("/title", "/text");
        }
        assertThat(ann.patch(path, Map.of("title", " ")).textAt("/errors/0/pointer"))
                .isEqualTo("/title");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void an_owner_pages_through_their_notes_the_newest_first(TestClient door) {
        var owner = somebody(door);
        var expected = new ArrayList<String>();
        for (var index = 0; index < 5; index++) {
            written(owner, "note " + index);
            written(bob, "note of bob " + index);
            expected.addFirst("note " + index);
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = owner.get("/api/v1/notes?limit=2" + cursor);
            page.at("/data/notes").forEach(note -> seen.add(note.get("title").stringValue()));
            var next = page.at("/page/next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void a_search_finds_own_titles_by_how_they_begin() {
        written(ann, "Lamp one");
        written(ann, "100% lamp");
        written(bob, "Lamp of bob");

        assertThat(titles(ann, "?title=Lamp")).containsExactly("Lamp one");
        assertThat(titles(ann, "?title=100%25")).containsExactly("100% lamp");
        assertThat(titles(ann, "?title=%25")).isEmpty();
        assertThat(titles(ann, "?title=lamp")).as("case").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "../../etc/passwd", "AAAA"})
    void a_cursor_that_was_never_given_out_is_refused(String cursor) {
        assertThat(ann.get("/api/v1/notes?cursor=" + cursor).textAt("/errors/0/pointer"))
                .isEqualTo("/cursor");
    }

    @Test
    void Z1_a_cursor_of_somebody_else_shows_nothing_of_theirs() {
        written(ann, "one");
        written(ann, "two");
        var cursor = ann.get("/api/v1/notes?limit=1").textAt("/page/next");
        var reply = bob.get("/api/v1/notes?limit=1&cursor=" + cursor);
        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1-1-1-1-1", "not-an-id", "00000000-0000-7000-8000-000000000000", "%27%20OR%201=1"})
    void an_id_that_names_no_note_is_404(String id) {
        assertThat(ann.get("/api/v1/notes/" + id).status()).isEqualTo(404);
        assertThat(ann.delete("/api/v1/notes/" + id).status()).isEqualTo(404);
    }

    @Test
    void the_notes_of_a_user_go_with_them() {
        var note = written(ann, "Gone");
        var kept = written(bob, "Kept");
        var id = ann.get("/api/v1/users/me").textAt("/data/user/id");

        assertThat(ann.delete("/api/v1/users/" + id).status()).isEqualTo(204);
        assertThat(ann.get(note).status()).isEqualTo(401);
        assertThat(bob.get(kept).status()).isEqualTo(200);
    }
}
