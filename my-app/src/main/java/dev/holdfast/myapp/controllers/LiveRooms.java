package dev.holdfast.myapp.controllers;

import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.services.RoomWatch;
import dev.holdfast.realtime.Audience;
import dev.holdfast.realtime.RemoteSocket;
import dev.holdfast.realtime.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who listens in which room at the moment: shows out who may not any more, and tells those there of each other.
 *
 * <p>Threading: any number of threads.
 */
public final class LiveRooms implements RoomWatch {

    private static final String PREFIX = "room:";
    private static final String CLOSED = "room_closed";
    private static final int MOST_NAMED = 100;

    /** Many may come at once, and each who is told of each would be too much. */
    private static final Duration TOGETHER = Duration.ofMillis(200);

    private final Supplier<Audience> everybody;
    private final Set<RoomName> changed = ConcurrentHashMap.newKeySet();

    /**
     * Rooms of a server that is there when somebody listens.
     *
     * @param everybody who is connected
     */
    public LiveRooms(Supplier<Audience> everybody) {
        this.everybody = everybody;
    }

    static String key(RoomName room) {
        return PREFIX + room;
    }

    static boolean isIn(Socket socket, RoomName room) {
        return socket.rooms().contains(key(room));
    }

    /** Returns the room that a key stands for; none for that of a socket alone. */
    static Optional<RoomName> room(String key) {
        return key.startsWith(PREFIX) ? Optional.of(RoomName.parse(key.substring(PREFIX.length()))) : Optional.empty();
    }

    Audience in(RoomName room) {
        return everybody.get().to(key(room));
    }

    @Override
    public void closed(RoomName room, Set<UserId> members) {
        showOut(
                room,
                socket -> members.stream()
                        .noneMatch(member ->
                                member.toString().equals(socket.caller().identity())));
    }

    @Override
    public void left(RoomName room, UserId member) {
        showOut(room, socket -> member.toString().equals(socket.caller().identity()));
    }

    private void showOut(RoomName room, Predicate<RemoteSocket> who) {
        for (var socket : in(room).sockets()) {
            if (who.test(socket)) {
                var one = everybody.get().to(socket.id());
                one.leave(key(room));
                one.emit(CLOSED, Map.of("room", room));
            }
        }
        changed(room);
    }

    /** Tells those in a room who is there, soon. */
    void changed(RoomName room) {
        if (changed.add(room)) {
            Thread.startVirtualThread(() -> tellSoon(room));
        }
    }

    private void tellSoon(RoomName room) {
        try {
            Thread.sleep(TOGETHER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        changed.remove(room);
        var sockets = in(room).sockets();
        var users = present(sockets);
        var named = users.stream().limit(MOST_NAMED).toList();
        in(room).emit("presence", new Present(room, users.size(), named));
    }

    /**
     * Who is in a room.
     *
     * @param users the first of them by name
     */
    record Present(RoomName room, int count, List<Somebody> users) {}

    record Somebody(String id, String name) {}

    private static List<Somebody> present(List<RemoteSocket> sockets) {
        return sockets.stream()
                .map(socket -> new Somebody(
                        socket.caller().identity(), String.valueOf(socket.data().getOrDefault("name", ""))))
                .distinct()
                .sorted(java.util.Comparator.comparing(Somebody::name))
                .collect(Collectors.toUnmodifiableList());
    }
}
