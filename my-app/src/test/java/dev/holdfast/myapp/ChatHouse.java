package dev.holdfast.myapp;

import dev.holdfast.Caller;
import dev.holdfast.data.Database;
import dev.holdfast.myapp.models.ClientId;
import dev.holdfast.myapp.models.NewMessage;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.User;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.myapp.services.MemberService;
import dev.holdfast.myapp.services.RoomService;
import dev.holdfast.myapp.services.RoomWatch;
import dev.holdfast.testkit.FakeClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The services of chat over a database of their own, as sockets ask them; it has as many programs as a test asks for. */
final class ChatHouse implements AutoCloseable, RoomWatch {

    final FakeClock clock = FakeClock.atNoon();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final RoomService rooms;
    final MemberService members;

    private final Database database;

    ChatHouse(Path folder) {
        database = Database.open(MyApp.stored(Fixture.settings(folder)).clock(clock));
        rooms = new RoomService(database, this, clock);
        members = new MemberService(database, rooms, this, clock);
    }

    ChatService chat() {
        return new ChatService(database, rooms, clock);
    }

    /** Returns what another program on the same database does: nobody there waits for anybody here. */
    ChatService chatElsewhere() {
        return new ChatService(database, new RoomService(database, this, clock), clock);
    }

    Caller.User somebody() {
        return somebody(1).getFirst();
    }

    List<Caller.User> somebody(int many) {
        var users = IntStream.range(0, many).mapToObj(_ -> user()).toList();
        return database.repository(User.MODEL).insertAll(users).stream()
                .map(user -> new Caller.User(user.id().toString(), Set.of("USER")))
                .toList();
    }

    private User user() {
        var name = People.freshName();
        return new User(UserId.next(clock), name, name + "@example.com", Role.USER, clock.instant());
    }

    void delete(Caller.User who) {
        database.repository(User.MODEL).deleteById(id(who));
    }

    RoomName closed(Caller.User owner, Caller.User... others) {
        var ids = List.of(others).stream().map(ChatHouse::id).toList();
        return rooms.create(owner, new NewRoom(room(), true, Optional.of(ids))).name();
    }

    static UserId id(Caller.User who) {
        return who.id(UserId::parse);
    }

    static RoomName room() {
        return new RoomName(People.freshName());
    }

    static NewMessage text(String text) {
        return new NewMessage(text, Optional.empty());
    }

    static NewMessage text(String text, String clientId) {
        return new NewMessage(text, Optional.of(new ClientId(clientId)));
    }

    @Override
    public void closed(RoomName room, Set<UserId> members) {
        heard.add(room + " is for " + members.size());
    }

    @Override
    public void left(RoomName room, UserId member) {
        heard.add(member + " left " + room);
    }

    @Override
    public void close() {
        database.close();
    }
}
