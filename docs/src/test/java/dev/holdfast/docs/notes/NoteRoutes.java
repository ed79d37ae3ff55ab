package dev.holdfast.docs.notes;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.patch;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Shape.page;

import dev.holdfast.routing.Routes;

/** The endpoints of notes. */
final class NoteRoutes {

    private NoteRoutes() {}

    static Routes of(NoteController notes) {
        // tag::routes[]
        return group(
                "/notes",
                post("/").body(NewNote.class).returns(201, Note.class).to(notes::create),
                get("/").query(NoteQuery.class).returns(page(Note.class)).to(notes::list),
                get("/{id}").returns(Note.class).to(notes::show),
                patch("/{id}").body(NoteChange.class).returns(Note.class).to(notes::change),
                delete("/{id}").returns(204).to(notes::delete));
        // end::routes[]
    }
}
