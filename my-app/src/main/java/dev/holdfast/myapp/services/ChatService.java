package dev.holdfast.myapp.services;

import dev.holdfast.Caller;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.MessageId;
import dev.holdfast.myapp.models.NewMessage;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.models.SendKey;
import dev.holdfast.myapp.models.StoredMessage;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides what is said in rooms: each message has the next number of its room, without gaps and in the order they were stored.
 *
 * <p>Threading: any number of threads. Within a room they take turns; whoever has the turn of one room takes that of no other.
 */
public final class ChatService {

    /** Only other programs get in the way of a turn, and each time one of them has stored a message. */
    private static final int MOST_ATTEMPTS = 50;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Repository<StoredMessage, MessageId> messages;
    private final RoomService rooms;
    private final Names names;
    private final Clock clock;

    public ChatService(Database database, RoomService rooms, Clock clock) {
        this.messages = database.repository(StoredMessage.MODEL);
        this.rooms = rooms;
        this.names = new Names(database);
        this.clock = clock;
    }

    /** Refuses whoever may not be in the room, as forbidden. */
    public void mayEnter(Caller.User who, RoomName room) {
        rooms.mayEnter(who, room);
    }

    /** Does the work in the room's turn: no message is stored there by this program meanwhile. */
    public <T> T inOrder(RoomName room, Supplier<T> work) {
        return rooms.inTurn(room, work);
    }

    /**
     * Stores what somebody says. Where their client gives it the same id again, nothing is stored, and the message that was stored
     * first is returned.
     *
     * @param stored is told of a message that is new, in the room's turn and so in the order of the numbers; it does not enter
     *     another room. What it throws undoes nothing
     */
    // tag::post[]
    public Message post(Caller.User who, RoomName room, NewMessage draft, Consumer<Message> stored) {
        var sender = who.id(UserId::parse);
        return inOrder(room, () -> {
            rooms.mayEnter(who, room);
            var name = names.of(sender).orElseThrow(() -> Problem.unauthenticated("this user is gone"));
            return new Posting(room, sender, name, draft).done(stored);
        });
    }
    // end::post[]

    /** Returns the room of a message, where there is one of that id. */
    public Optional<RoomName> roomOf(MessageId message) {
        return messages.findById(message).map(StoredMessage::room);
    }

    /** Returns the message that was stored last in a room, where there is one. */
    public Optional<MessageId> newest(RoomName room) {
        return last(room).map(StoredMessage::id);
    }

    private Optional<StoredMessage> last(RoomName room) {
        return messages.findOne(Query.where(StoredMessage.ROOM.is(room)).by(StoredMessage.NUMBER.descending()));
    }

    /** Returns a page of what was said in a room, the newest first. */
    public Page<Message> history(Caller.User who, RoomName room, RoomQuery query) {
        rooms.mayEnter(who, room);
        var newest = Query.where(StoredMessage.ROOM.is(room)).by(StoredMessage.NUMBER.descending());
        var page = messages.page(newest, query.cursor(), query.limit());
        return new Page<>(shown(page.items()), page.limit(), page.next());
    }

    /**
     * Returns what was said in a room after a message, the oldest first. Where that message is of another room it is what was stored
     * in the same millisecond or later; of one that is not known, nothing.
     *
     * @param most how many at most, up to {@link Query#MOST}
     */
    public List<Message> after(Caller.User who, RoomName room, MessageId last, int most) {
        rooms.mayEnter(who, room);
        return messages.findById(last)
                .map(known -> Query.where(StoredMessage.ROOM.is(room).and(later(room, known)))
                        .by(StoredMessage.NUMBER.ascending())
                        .limit(most))
                .map(messages::find)
                .map(this::shown)
                .orElse(List.of());
    }

    private static Filter<StoredMessage> later(RoomName room, StoredMessage last) {
        return last.room().equals(room)
                ? StoredMessage.NUMBER.moreThan(last.number())
                : StoredMessage.CREATED_AT.atLeast(last.createdAt());
    }

    private List<Message> shown(List<StoredMessage> found) {
        var known = names.of(found.stream().map(StoredMessage::sender).toList());
        return found.stream()
                .map(message -> message.by(Optional.ofNullable(known.get(message.sender()))))
                .toList();
    }

    /** One message on its way into a room. */
    private final class Posting {

        private final RoomName room;
        private final UserId sender;
        private final String name;
        private final NewMessage draft;
        private final Optional<SendKey> key;

        Posting(RoomName room, UserId sender, String name, NewMessage draft) {
            this.room = room;
            this.sender = sender;
            this.name = name;
            this.draft = draft;
            this.key = draft.clientId().map(id -> SendKey.of(room, sender, id));
        }

        Message done(Consumer<Message> stored) {
            for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                var earlier = key.flatMap(known -> messages.findOne(Query.where(StoredMessage.SENT.is(known))));
                if (earlier.isPresent()) {
                    return shown(earlier.get());
                }
                try {
                    var message = shown(messages.insert(next()));
                    stored.accept(message);
                    return message;
                } catch (UniqueViolation taken) {
                    // Another program has stored a message of this number, or this very message: look again.
                }
            }
            throw Problem.unavailable("too many speak in this room at once", PAUSE, null);
        }

        private StoredMessage next() {
            var number = last(room).map(StoredMessage::number).orElse(0L) + 1;
            return new StoredMessage(
                    MessageId.next(clock), room, number, sender, draft.message(), key, clock.instant());
        }

        private Message shown(StoredMessage message) {
            return message.by(Optional.of(name));
        }
    }
}
