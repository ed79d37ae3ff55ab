package dev.holdfast.myapp.services;

import static dev.holdfast.myapp.models.Permissions.SELF_OR_ADMIN;

import dev.holdfast.Caller;
import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.myapp.models.Member;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.models.Seat;
import dev.holdfast.myapp.models.SeatId;
import dev.holdfast.myapp.models.UserId;
import java.time.Clock;
import java.util.Optional;

/** Decides who is a member of a private room. */
public final class MemberService {

    private final Repository<Seat, SeatId> seats;
    private final Names names;
    private final RoomService rooms;
    private final RoomWatch watch;
    private final Clock clock;

    /**
     * The members of rooms in a database.
     *
     * @param watch hears who may no longer be in a room
     */
    public MemberService(Database database, RoomService rooms, RoomWatch watch, Clock clock) {
        this.seats = database.repository(Seat.MODEL);
        this.names = new Names(database);
        this.rooms = rooms;
        this.watch = watch;
        this.clock = clock;
    }

    /** Returns a page of the members, who came first before the others; for members alone. */
    public Page<Member> list(Caller.User who, RoomName name, RoomQuery query) {
        var room = rooms.closed(name);
        rooms.mayEnter(who, room.name());
        var inOrder = Query.where(Seat.ROOM.is(room.name())).by(Seat.CREATED_AT.ascending());
        var page = seats.page(inOrder, query.cursor(), query.limit());
        var known = names.of(page.items().stream().map(MemberService::member).toList());
        return page.map(seat -> {
            var member = member(seat);
            return new Member(member, Optional.ofNullable(known.get(member)), seat.createdAt());
        });
    }

    /** Makes a user a member, where they are none yet; for owner and admins. */
    public void add(Caller.User who, RoomName name, UserId member) {
        var room = rooms.closed(name);
        SELF_OR_ADMIN.require(who, room.owner().toString());
        rooms.inTurn(
                room.name(),
                () -> seats.findById(SeatId.of(room.name(), member)).orElseGet(() -> seated(room.name(), member)));
    }

    private Seat seated(RoomName room, UserId member) {
        if (names.of(member).isEmpty()) {
            throw Problem.missing("user", member);
        }
        if (seats.count(Seat.ROOM.is(room)) >= Seat.MOST) {
            throw new Problem(Kind.CONFLICT, "the room has " + Seat.MOST + " members, and none has more");
        }
        // Another program may have been faster with the same member; then nothing is left to do.
        return seats.upsert(Seat.of(room, member, clock.instant()), Seat.ID);
    }

    /** Ends a membership; for owner, admins and whoever wants to leave. The owner stays. */
    public void remove(Caller.User who, RoomName name, UserId member) {
        var room = rooms.closed(name);
        if (who.id(UserId::parse).equals(member)) {
            rooms.mayEnter(who, room.name());
        } else {
            SELF_OR_ADMIN.require(who, room.owner().toString());
        }
        if (room.owner().equals(member)) {
            throw new Problem(Kind.CONFLICT, "the owner of a room stays its member");
        }
        rooms.inTurn(room.name(), () -> unseated(room.name(), member));
    }

    private SeatId unseated(RoomName room, UserId member) {
        var seat = SeatId.of(room, member);
        if (!seats.deleteById(seat)) {
            throw Problem.missing("member", member);
        }
        watch.left(room, member);
        return seat;
    }

    /** Ends all memberships of a user who was deleted. */
    public void forget(UserId user) {
        seats.deleteAll(Seat.MEMBER.is(user));
    }

    /** A private room has places of members alone. */
    private static UserId member(Seat seat) {
        return seat.member().orElseThrow();
    }
}
