package dev.holdfast.realtime;

import dev.holdfast.Caller;
import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.realtime.engine.Parcel;
import dev.holdfast.realtime.engine.SecretId;
import dev.holdfast.realtime.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A namespace that is there: its sockets, their rooms, and what answers their events.
 *
 * <p>Threading: any number of threads; what concerns one socket comes one after the other.
 */
final class Space {

    /** As long as a revoked token may still be used by who sends event after event. */
    private static final long TRUSTED = Duration.ofSeconds(1).toNanos();

    private final String name;
    private final Namespace declared;
    private final Hub hub;
    private final Runnable onLeft;
    private final Rooms rooms = new Rooms();
    private final AtomicLong ackIds = new AtomicLong();
    private final Optional<Recovery> recovery;
    private final Adapter adapter;
    private final EventHandler handler;

    /**
     * A namespace without sockets.
     *
     * @param onLeft told of each socket that has left or was not let in
     */
    Space(String name, Namespace declared, Hub hub, Runnable onLeft) {
        this.name = name;
        this.declared = declared;
        this.hub = hub;
        this.onLeft = onLeft;
        this.recovery = hub.recovering().map(kept -> new Recovery(this, kept));
        this.adapter = hub.adapters().adapter(name, new LocalAdapter(this));
        EventHandler chain = this::dispatch;
        for (var layer : declared.layers().reversed()) {
            chain = layer.around(chain);
        }
        this.handler = chain;
    }

    String name() {
        return name;
    }

    Rooms rooms() {
        return rooms;
    }

    Adapter adapter() {
        return adapter;
    }

    Optional<Recovery> recovery() {
        return recovery;
    }

    long nextAckId() {
        return ackIds.getAndIncrement();
    }

    Audience everybody() {
        return new Audience(this, Target.ALL, hub.limits().answerTime());
    }

    Parcel parcel(List<?> values, Target target) {
        return parcel(values, target, Packet.NO_ID);
    }

    Parcel parcel(List<?> values, Target target, long ackId) {
        return new Parcel(hub.encoder().event(name, ackId, values), target.isVolatile(), target.isPacked());
    }

    void heardOutgoing(String event, List<?> values) {
        declared.anyOutgoing().forEach(listener -> listener.accept(event, values));
    }

    void left() {
        onLeft.run();
    }

    /** Decides whether a socket is let in, and lets it in or not. */
    void admit(Socket socket) {
        try {
            within(socket, "connect", () -> {
                let(socket);
                return true;
            });
        } catch (Problem problem) {
            turnAway(socket, problem);
        } catch (Throwable failure) {
            report("connection of " + socket, failure);
            turnAway(socket, unexpected());
        }
    }

    private void let(Socket socket) throws Exception {
        var caller = socket.proof().ask();
        if (!mayJoin(caller)) {
            throw caller instanceof Caller.Visitor
                    ? Problem.unauthenticated("sign in first")
                    : Problem.forbidden("this namespace is not for you");
        }
        var isIn = switch (resume(socket)) {
            case BACK -> true;
            case LEFT -> false;
            case NEW -> {
                for (var admission : declared.admissions()) {
                    admission.accept(socket);
                }
                yield enter(socket);
            }
        };
        if (!isIn) {
            discard(socket);
            return;
        }
        for (var task : declared.connected()) {
            attempt(socket, () -> task.accept(socket));
        }
    }

    private boolean mayJoin(Caller caller) {
        return declared.isOpen()
                || (!(caller instanceof Caller.Visitor)
                        && declared.permission()
                                .map(permission -> permission.allows(caller))
                                .orElse(true));
    }

    private boolean enter(Socket socket) {
        if (recovery.isPresent()) {
            socket.follow(new Track(SecretId.next(), recovery.get().position()));
        }
        return socket.enter(() -> welcome(socket));
    }

    private void welcome(Socket socket) {
        rooms.enter(socket);
        var facts = recovery.isPresent()
                ? new Recoverable(socket.id(), socket.track().secret())
                : new Joined(socket.id());
        socket.client().send(hub.encoder().connect(name, facts));
    }

    record Joined(String sid) {}

    record Recoverable(String sid, String pid) {}

    private enum Resumption {
        /** It goes on as the one it was. */
        BACK,
        /** It could, and has left again meanwhile. */
        LEFT,
        /** It begins anew. */
        NEW
    }

    /** Lets a socket go on as the one it was, where it proves to be that one and nothing it has missed is forgotten. */
    private Resumption resume(Socket socket) {
        var pid = socket.proof().auth().path("pid");
        if (recovery.isEmpty() || !pid.isString()) {
            return Resumption.NEW;
        }
        takeOver(pid.stringValue());
        var saved = recovery.get().find(pid.stringValue());
        if (saved.isEmpty()
                || !saved.get()
                        .socket()
                        .caller()
                        .identity()
                        .equals(socket.caller().identity())) {
            return Resumption.NEW;
        }
        var former = saved.get().socket();
        var offset = socket.proof().auth().path("offset");
        var seen = recovery.get()
                .seen(saved.get(), offset.isString() ? Optional.of(offset.stringValue()) : Optional.empty());
        if (seen.isEmpty()) {
            return Resumption.NEW;
        }
        socket.continueAs(former);
        var roomsBefore = socket.joined();
        var isIn = new AtomicBoolean();
        var isResumed = recovery.get()
                .resume(
                        socket,
                        seen.get(),
                        () -> isIn.set(socket.enter(() -> {
                            welcome(socket);
                            adapter.join(socket.id(), roomsBefore);
                        })));
        if (!isResumed) {
            socket.forgetFormer();
            return Resumption.NEW;
        }
        if (!isIn.get()) {
            recovery.get().save(former);
            return Resumption.LEFT;
        }
        return Resumption.BACK;
    }

    /** A client may be back before it was noticed that it had left. */
    private void takeOver(String pid) {
        for (var other : rooms.all()) {
            if (other.track().secret().equals(pid)) {
                other.track().takeOver();
                recovery.get().save(other);
                rooms.exit(other);
                other.client().close(DisconnectReason.FORCED_SERVER_CLOSE);
            }
        }
    }

    private void discard(Socket socket) {
        rooms.exit(socket);
        left();
    }

    private void turnAway(Socket socket, Problem problem) {
        socket.turnAway();
        discard(socket);
        socket.client().send(hub.encoder().connectError(name, Rejected.of(problem)));
    }

    /** Answers an event of a socket. */
    void answer(Socket socket, Packet.Event packet) {
        if (socket.isPutOut()) {
            return;
        }
        try {
            var ack = within(socket, packet.name(), () -> {
                proveAgain(socket, System.nanoTime() - TRUSTED);
                socket.proof().count();
                var event = new Event(socket, packet.name(), new Arguments(packet.data(), 1, hub.binding()));
                return handler.handle(event);
            });
            acknowledge(socket, packet, ack);
        } catch (Problem problem) {
            refuse(socket, packet, problem);
            endWhereUnproved(socket, problem);
        } catch (Throwable failure) {
            report("event \"" + packet.name().replaceAll("\\p{Cntrl}", "?") + "\" of " + socket, failure);
            refuse(socket, packet, unexpected());
        }
    }

    private Ack dispatch(Event event) throws Exception {
        for (var listener : declared.any()) {
            listener.heard(event);
        }
        var known = declared.handlers().get(event.name());
        var found = known == null ? event.socket().handler(event.name()) : Optional.of(known);
        if (found.isEmpty()) {
            throw new Problem(Kind.MISSING, "nobody listens to this event");
        }
        return found.get().handle(event);
    }

    private void acknowledge(Socket socket, Packet.Event packet, Ack ack) {
        if (packet.id() != Packet.NO_ID && ack.isTold()) {
            socket.client().send(hub.encoder().ack(name, packet.id(), ack.values()));
        }
    }

    /** Tells who asked for an acknowledgement; others by an event, but not that nobody listens to what they say. */
    void refuse(Socket socket, Packet.Event packet, Problem problem) {
        if (packet.id() != Packet.NO_ID) {
            acknowledge(socket, packet, Ack.of(Refused.of(problem)));
        } else if (problem.kind() != Kind.MISSING) {
            tell(socket, Refused.of(problem, Optional.of(packet.name())));
        }
    }

    private void tell(Socket socket, Refused refused) {
        socket.send(parcel(Names.event("problem", refused), Target.ALL));
    }

    /** Asks again who a socket is, where that was not asked since. */
    void proveAgain(Socket socket, long since) {
        if (!socket.proof().isAskedSince(since) && !mayJoin(socket.proof().ask())) {
            throw Problem.unauthenticated("this namespace is not for you any more");
        }
    }

    /** Asks again who a socket is, and ends it where that does not hold any more. */
    void watch(Socket socket, long since) {
        try {
            within(socket, "watch", () -> {
                proveAgain(socket, since);
                return true;
            });
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNAUTHENTICATED) {
                tell(socket, Refused.of(problem));
            }
            endWhereUnproved(socket, problem);
        } catch (Throwable failure) {
            report("asking who " + socket + " is", failure);
        }
    }

    private static void endWhereUnproved(Socket socket, Problem problem) {
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            socket.disconnect(false);
        }
    }

    /** A socket has left. */
    void leave(Socket socket, DisconnectReason reason) {
        declared.disconnecting().forEach(hears -> attempt(socket, () -> hears.left(socket, reason)));
        recovery.filter(_ -> reason.isRecoverable() && !socket.track().isTakenOver())
                .ifPresent(kept -> kept.save(socket));
        rooms.exit(socket);
        declared.disconnected().forEach(hears -> attempt(socket, () -> hears.left(socket, reason)));
        left();
    }

    private interface Task {
        void run() throws Exception;
    }

    private void attempt(Socket socket, Task task) {
        try {
            within(socket, "connection", () -> {
                task.run();
                return true;
            });
        } catch (Throwable failure) {
            report("a listener of " + socket, failure);
        }
    }

    private <T> T within(Socket socket, String what, ScopedValue.CallableOp<T, Exception> work) throws Exception {
        var exchange = new Exchange(
                "EVENT", name + " " + what, socket.client().handshake().head().client());
        exchange.caller(socket.caller());
        return ScopedValue.where(Exchange.CURRENT, exchange)
                .where(Rooms.SENDER, socket)
                .where(Deadline.CURRENT, Deadline.in(hub.limits().handlerTime()))
                .call(work);
    }

    private static Problem unexpected() {
        return new Problem(Kind.INTERNAL, "something went wrong here; it has been noted");
    }

    private void report(String what, Throwable failure) {
        hub.telemetry().failed(what, failure);
    }
}
