package dev.holdfast.realtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The sockets of one namespace on this server, and who is in which room. Every socket is in the room of its id.
 *
 * <p>Threading: any number of threads; who reads does not wait.
 */
final class Rooms {

    /** Whose event the current thread handles. */
    static final ScopedValue<Socket> SENDER = ScopedValue.newInstance();

    private final Map<String, Socket> sockets = new ConcurrentHashMap<>();
    private final Map<String, Set<Socket>> members = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    Collection<Socket> all() {
        return sockets.values();
    }

    void enter(Socket socket) {
        sockets.put(socket.id(), socket);
    }

    /** Adds a socket to rooms; does nothing for one that has left. */
    void join(String id, Set<String> rooms) {
        lock.lock();
        try {
            var socket = sockets.get(id);
            if (socket != null) {
                for (var room : rooms) {
                    if (!room.equals(id)) {
                        members.computeIfAbsent(room, _ -> ConcurrentHashMap.newKeySet(2))
                                .add(socket);
                    }
                }
                var now = new HashSet<>(socket.joined());
                now.addAll(rooms);
                now.remove(id);
                socket.joined(now);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave(String id, Set<String> rooms) {
        lock.lock();
        try {
            var socket = sockets.get(id);
            if (socket != null) {
                remove(socket, rooms);
                var now = new HashSet<>(socket.joined());
                now.removeAll(rooms);
                socket.joined(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a socket out of everything. */
    void exit(Socket socket) {
        lock.lock();
        try {
            remove(socket, socket.joined());
            sockets.remove(socket.id(), socket);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Socket socket, Set<String> rooms) {
        for (var room : rooms) {
            members.computeIfPresent(room, (_, those) -> {
                those.remove(socket);
                return those.isEmpty() ? null : those;
            });
        }
    }

    /**
     * Does something with each socket that is meant, once; with the sender first: its user waits to see what it has sent, and the
     * others do not know of it yet.
     */
    void fromSender(Target target, Consumer<Socket> work) {
        var sender = SENDER.isBound() && isMeant(SENDER.get(), target) ? SENDER.get() : null;
        if (sender != null) {
            work.accept(sender);
        }
        forEach(target, socket -> {
            if (socket != sender) {
                work.accept(socket);
            }
        });
    }

    private boolean isMeant(Socket socket, Target target) {
        return sockets.get(socket.id()) == socket
                && (target.rooms().isEmpty() || socket.isInAny(target.rooms()))
                && !socket.isInAny(target.except());
    }

    /** Does something with each socket that is meant, once. */
    void forEach(Target target, Consumer<Socket> work) {
        if (target.rooms().isEmpty()) {
            each(sockets.values(), target, work);
        } else if (target.rooms().size() == 1) {
            var room = target.rooms().iterator().next();
            var named = sockets.get(room);
            if (named == null) {
                each(members.getOrDefault(room, Set.of()), target, work);
            } else {
                each(union(target.rooms()), target, work);
            }
        } else {
            each(union(target.rooms()), target, work);
        }
    }

    private Set<Socket> union(Set<String> rooms) {
        var all = new HashSet<Socket>();
        for (var room : rooms) {
            var named = sockets.get(room);
            if (named != null) {
                all.add(named);
            }
            all.addAll(members.getOrDefault(room, Set.of()));
        }
        return all;
    }

    private static void each(Collection<Socket> those, Target target, Consumer<Socket> work) {
        for (var socket : those) {
            if (target.except().isEmpty() || !socket.isInAny(target.except())) {
                work.accept(socket);
            }
        }
    }
}
