package dev.holdfast.docs.notes;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

/** Speaks HTTP for notes; decides nothing. */
public final class NoteController {

    private final NoteService notes;

    public NoteController(NoteService notes) {
        this.notes = notes;
    }

    public Response create(Request request, NewNote draft) {
        var note = notes.add(request.caller(), draft);
        return Response.created("/api/v1/notes/" + note.id(), "note", note);
    }

    public Response list(Request request, NoteQuery query) {
        return Response.ok("notes", notes.list(request.caller(), query));
    }

    public Response show(Request request) {
        return Response.ok("note", notes.find(request.caller(), request.path("id", NoteId::parse)));
    }

    public Response change(Request request, NoteChange change) {
        return Response.ok("note", notes.change(request.caller(), request.path("id", NoteId::parse), change));
    }

    public Response delete(Request request) {
        notes.remove(request.caller(), request.path("id", NoteId::parse));
        return Response.noContent();
    }
}
