package dev.holdfast.realtime;

import dev.holdfast.realtime.engine.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reaches the sockets of one namespace on this server. */
final class LocalAdapter implements Adapter {

    private final Space space;

    LocalAdapter(Space space) {
        this.space = space;
    }

    @Override
    public void join(String id, Set<String> rooms) {
        space.rooms().join(id, rooms);
    }

    @Override
    public void leave(String id, Set<String> rooms) {
        space.rooms().leave(id, rooms);
    }

    @Override
    public void broadcast(List<?> values, Target target) {
        space.recovery()
                .ifPresentOrElse(
                        recovery -> recovery.send(values, target, parcel -> deliver(parcel, target)),
                        () -> deliver(space.parcel(values, target), target));
    }

    private void deliver(Parcel parcel, Target target) {
        space.rooms().fromSender(target, socket -> socket.send(parcel));
    }

    @Override
    public void ask(List<?> values, Target target, Answers answers) {
        var asked = new ArrayList<Socket>();
        space.rooms().forEach(target, asked::add);
        answers.asked(asked.size());
        if (!asked.isEmpty()) {
            var id = space.nextAckId();
            var parcel = space.parcel(values, target, id);
            for (var socket : asked) {
                socket.ask(id, parcel).thenAccept(answers::answered);
            }
        }
    }

    @Override
    public List<RemoteSocket> sockets(Target target) {
        var found = new ArrayList<RemoteSocket>();
        space.rooms().forEach(target, socket -> found.add(socket.snapshot()));
        return List.copyOf(found);
    }

    @Override
    public void joinAll(Target target, Set<String> rooms) {
        space.rooms().forEach(target, socket -> join(socket.id(), rooms));
    }

    @Override
    public void leaveAll(Target target, Set<String> rooms) {
        space.rooms().forEach(target, socket -> leave(socket.id(), rooms));
    }

    @Override
    public void disconnect(Target target, boolean close) {
        space.rooms().forEach(target, socket -> socket.disconnect(close));
    }
}
