package dev.holdfast.myapp.services;

import dev.holdfast.Caller;
import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.Room;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.models.Seat;
import dev.holdfast.myapp.models.SeatId;
import dev.holdfast.myapp.models.StoredMessage;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides which rooms there are and who may enter them. */
public final class RoomService {

    /** How many rooms somebody makes at most. */
    public static final int MOST = 100;

    private final Database database;
    private final Repository<Room, RoomName> rooms;
    private final Repository<Seat, SeatId> seats;
    private final Repository<StoredMessage, ?> messages;
    private final Names names;
    private final RoomWatch watch;
    private final Clock clock;
    private final Turns<RoomName> turns = new Turns<>();
    private final Turns<UserId> makers = new Turns<>();

    /**
     * Rooms in a database.
     *
     * @param watch hears who may no longer be in a room
     */
    public RoomService(Database database, RoomWatch watch, Clock clock) {
        this.database = database;
        this.rooms = database.repository(Room.MODEL);
        this.seats = database.repository(Seat.MODEL);
        this.messages = database.repository(StoredMessage.MODEL);
        this.names = new Names(database);
        this.watch = watch;
        this.clock = clock;
    }

    /** Makes a room: a private one, or a public one that is listed. Where it is private, whoever was in it before is out. */
    public Room create(Caller.User who, NewRoom draft) {
        var maker = who.id(UserId::parse);
        var members = members(maker, draft);
        return makers.in(
                maker,
                () -> turns.in(draft.name(), () -> {
                    refuseMore(maker);
                    refuseTaken(draft);
                    refuseStrangers(draft.members().orElse(List.of()));
                    var room = together(() -> stored(maker, draft, members));
                    if (room.isPrivate()) {
                        watch.closed(room.name(), members);
                    }
                    return room;
                }));
    }

    /** Returns a page of the rooms that somebody can know of, by name: public ones that were made, and those they are a member of. */
    public Page<Room> list(Caller.User who, RoomQuery query) {
        var open = Seat.MEMBER.is(who.id(UserId::parse)).or(Seat.MEMBER.isAbsent());
        var page = seats.page(Query.where(open).by(Seat.ROOM.ascending()), query.cursor(), query.limit());
        var listed = page.items().stream().map(Seat::room).toList();
        var found = rooms.find(Query.where(Room.NAME.in(listed))).stream()
                .collect(Collectors.toMap(Room::name, Function.identity()));
        return new Page<>(
                listed.stream().filter(found::containsKey).map(found::get).toList(), page.limit(), page.next());
    }

    /** Refuses whoever may not be in the room, as forbidden: everybody but its members, where it is private. */
    public void mayEnter(Caller.User who, RoomName room) {
        var isClosed = rooms.findById(room).map(Room::isPrivate).orElse(false);
        if (isClosed && !seats.exists(Seat.ID.is(SeatId.of(room, who.id(UserId::parse))))) {
            throw Problem.forbidden("you are no member of the room " + room);
        }
    }

    /** Returns a private room; a problem of kind missing where there is none. */
    Room closed(RoomName name) {
        return rooms.findById(name).filter(Room::isPrivate).orElseThrow(() -> Problem.missing("private room", name));
    }

    /** Does the work in the room's turn: after what others do in the room through this program, and before what they do next. */
    <T> T inTurn(RoomName room, Supplier<T> work) {
        return turns.in(room, work);
    }

    private static Set<UserId> members(UserId maker, NewRoom draft) {
        var named = draft.members().orElse(List.of());
        if (!draft.isPrivate() && !named.isEmpty()) {
            throw Problem.invalid("/members", "must be empty: a public room is for everybody");
        }
        var members = new LinkedHashSet<>(List.of(maker));
        members.addAll(named);
        if (members.size() > Seat.MOST) {
            throw Problem.invalid("/members", "must be at most " + Seat.MOST + " with yourself");
        }
        return members;
    }

    private void refuseMore(UserId maker) {
        if (rooms.count(Room.OWNER.is(maker)) >= MOST) {
            throw new Problem(Kind.CONFLICT, "you have made " + MOST + " rooms, and nobody makes more");
        }
    }

    /** The members of a room that becomes private should not read what was said to everybody, and think it was said to them. */
    private void refuseTaken(NewRoom draft) {
        if (draft.isPrivate() && messages.exists(StoredMessage.ROOM.is(draft.name()))) {
            throw new Problem(
                    Kind.CONFLICT,
                    Kind.CONFLICT.code(),
                    "there is a public room of this name already",
                    List.of(new Fault("/name", "is already taken")));
        }
    }

    private void refuseStrangers(List<UserId> named) {
        var known = names.of(Set.copyOf(named)).keySet();
        var strangers = IntStream.range(0, named.size())
                .filter(index -> !known.contains(named.get(index)))
                .mapToObj(index -> new Fault("/members/" + index, "is no user"))
                .toList();
        if (!strangers.isEmpty()) {
            throw new Problem(Kind.UNPROCESSABLE, Kind.UNPROCESSABLE.code(), "some of these are no users", strangers);
        }
    }

    /** The room comes first: where a program dies between the two, it has too few places, and its owner makes more. */
    private Room stored(UserId maker, NewRoom draft, Set<UserId> members) {
        var now = clock.instant();
        var room = rooms.insert(new Room(draft.name(), draft.isPrivate(), maker, now));
        seats.insertAll(
                room.isPrivate()
                        ? members.stream()
                                .map(member -> Seat.of(room.name(), member, now))
                                .toList()
                        : List.of(Seat.ofEverybody(room.name(), now)));
        return room;
    }

    private <T> T together(Supplier<T> writes) {
        return database.capabilities().transactions() ? database.inTransaction(writes::get) : writes.get();
    }
}
