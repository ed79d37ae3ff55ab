package dev.holdfast.docs.notes;

import dev.holdfast.Caller;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;

/** Decides what may happen to notes. */
public final class NoteService {

    private final Database database;
    private final Repository<Note, NoteId> notes;
    private final Clock clock;

    public NoteService(Database database, Clock clock) {
        this.database = database;
        this.notes = database.repository(Note.MODEL);
        this.clock = clock;
    }

    // tag::owned[]
    public Note add(Caller caller, NewNote draft) {
        return notes.insert(new Note(NoteId.next(clock), owner(caller), draft.title(), draft.text(), clock.instant()));
    }

    public Page<Note> list(Caller caller, NoteQuery query) {
        var own = Note.OWNER.is(owner(caller));
        var wanted = query.title().map(Note.TITLE::startsWith).map(own::and).orElse(own);
        return notes.page(Query.where(wanted).by(Note.CREATED_AT.descending()), query.cursor(), query.limit());
    }

    public Note find(Caller caller, NoteId id) {
        return notes.findOne(Query.where(own(caller, id))).orElseThrow(() -> Problem.missing("note", id));
    }

    public Note change(Caller caller, NoteId id, NoteChange change) {
        return database.inTransaction(() -> {
            var note = find(caller, id);
            return notes.update(new Note(
                    note.id(),
                    note.owner(),
                    change.title().orElse(note.title()),
                    change.text().orElse(note.text()),
                    note.createdAt()));
        });
    }

    public void remove(Caller caller, NoteId id) {
        if (notes.deleteAll(own(caller, id)) == 0) {
            throw Problem.missing("note", id);
        }
    }

    private static Filter<Note> own(Caller caller, NoteId id) {
        return Note.ID.is(id).and(Note.OWNER.is(owner(caller)));
    }

    private static UserId owner(Caller caller) {
        return caller.user().id(UserId::parse);
    }
    // end::owned[]
}
