package dev.holdfast.realtime;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.realtime.engine.Parcel;
import dev.holdfast.realtime.engine.SecretId;
import dev.holdfast.realtime.packet.Packet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * One client in one namespace.
 *
 * <p>Threading: any number of threads. Its handlers are called one after the other, on virtual threads; only {@code ask} and
 * {@code authenticate} block.
 */
public final class Socket {

    private enum State {
        CONNECTING,
        CONNECTED,
        GONE
    }

    private final Hub hub;
    private final Space space;
    private final Client client;
    private final Proof proof;
    private final OwnHandlers own = new OwnHandlers();
    private final Mailbox mailbox = new Mailbox();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile String id = SecretId.next();
    private volatile Set<String> joined = Set.of();
    private volatile State state = State.CONNECTING;
    private volatile @Nullable ConcurrentMap<String, Object> data;
    private volatile @Nullable PendingAnswers answers;
    private Track track = Track.NONE;
    private boolean isRecovered;
    private volatile boolean isPutOut;

    Socket(Hub hub, Space space, Client client, JsonNode auth) {
        this.hub = hub;
        this.space = space;
        this.client = client;
        this.proof = new Proof(hub, client.handshake(), auth);
    }

    void begin() {
        mailbox.add(() -> {
            try {
                space.admit(this);
            } finally {
                client.decided();
            }
        });
    }

    /** Returns the public id, which also names a room in which it is alone. */
    public String id() {
        return id;
    }

    /** Returns the name of the namespace. */
    public String namespace() {
        return space.name();
    }

    /** Returns who it is, as was proved last. */
    public Caller caller() {
        return proof.caller();
    }

    /** Returns how the client came. */
    public Handshake handshake() {
        return Handshake.of(client.handshake(), proof.auth());
    }

    /** Returns the name of the transport at the moment: {@code polling} or {@code websocket}. */
    public String transport() {
        return client.session().transport();
    }

    /** Returns what the program notes about it, by names of the program's own; it ends with the socket. */
    public ConcurrentMap<String, Object> data() {
        var known = data;
        if (known == null) {
            lock.lock();
            try {
                known = data == null ? new ConcurrentHashMap<>(4) : data;
                data = known;
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    /** Returns the rooms it is in, that of its id among them. */
    public Set<String> rooms() {
        var all = new HashSet<>(joined);
        all.add(id);
        return Set.copyOf(all);
    }

    /** Says whether it was let in and has not left. */
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Says whether the program has ended it: what it has sent before is not answered any more. */
    boolean isPutOut() {
        return isPutOut;
    }

    /** Says whether it goes on where it was before its connection broke: with its id, its rooms and its data. */
    public boolean isRecovered() {
        return isRecovered;
    }

    /**
     * Joins rooms; does nothing when it has left.
     *
     * @throws Problem of kind too many where that were more rooms than a socket may be in
     */
    public void join(String... rooms) {
        var wanted = Names.rooms(rooms);
        var all = new HashSet<>(joined);
        all.addAll(wanted);
        all.remove(id);
        if (all.size() > hub.limits().rooms()) {
            throw Problem.tooMany("a socket is in at most " + hub.limits().rooms() + " rooms", Duration.ofSeconds(1));
        }
        space.adapter().join(id, wanted);
    }

    /** Leaves a room. */
    public void leave(String room) {
        space.adapter().leave(id, Set.of(room));
    }

    /** Returns everybody in the rooms but this one. */
    public Audience to(String... rooms) {
        return broadcast().to(rooms);
    }

    /** The same as {@link #to}. */
    public Audience in(String... rooms) {
        return to(rooms);
    }

    /** Returns everybody but this one and those in the rooms. */
    public Audience except(String... rooms) {
        return broadcast().except(rooms);
    }

    /** Returns everybody but this one. */
    public Audience broadcast() {
        return space.everybody().except(id);
    }

    /** Returns this one alone, for what is better lost than late, not worth compressing, or wants a time of its own. */
    public Audience only() {
        return space.everybody().to(id);
    }

    /**
     * Sends an event to this one.
     *
     * @param values what goes with it: anything that is written as JSON, and byte arrays as they are, however deep
     */
    public void emit(String event, @Nullable Object... values) {
        if (state == State.CONNECTING) {
            var all = Names.event(event, values);
            space.heardOutgoing(event, all);
            send(space.parcel(all, Target.ALL));
        } else {
            only().emit(event, values);
        }
    }

    /**
     * Sends an event and waits for its acknowledgement, as long as the limits say.
     *
     * @throws NoAnswer where it leaves or does not answer in time
     */
    public Arguments ask(String event, @Nullable Object... values) {
        return ask(hub.limits().answerTime(), event, values);
    }

    /**
     * Sends an event and waits for its acknowledgement.
     *
     * @throws NoAnswer where it leaves or does not answer in time
     */
    public Arguments ask(Duration time, String event, @Nullable Object... values) {
        var all = Names.event(event, values);
        space.heardOutgoing(event, all);
        var ackId = space.nextAckId();
        return answers().await(ackId, ask(ackId, space.parcel(all, Target.ALL, ackId)), time);
    }

    CompletableFuture<Arguments> ask(long ackId, Parcel parcel) {
        var answer = answers().owed(ackId, hub.limits().pendingAnswers());
        if (state == State.CONNECTED) {
            send(parcel);
        } else {
            answers().fail();
        }
        return answer;
    }

    void answered(long ackId, ArrayNode values) {
        var owed = answers;
        if (owed != null) {
            owed.answered(ackId, new Arguments(values, 0, hub.binding()));
        }
    }

    private PendingAnswers answers() {
        lock.lock();
        try {
            var known = answers == null ? new PendingAnswers() : answers;
            answers = known;
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Says who answers an event of this one alone, where its namespace has no handler of it; null for nobody any more. */
    public void handling(String event, @Nullable EventHandler handler) {
        own.put(event, handler);
    }

    Optional<EventHandler> handler(String event) {
        return own.find(event);
    }

    /**
     * Ends it.
     *
     * @param close whether its connection ends too, with its sockets in other namespaces
     */
    public void disconnect(boolean close) {
        if (close) {
            client.disconnect();
        } else if (state != State.GONE) {
            isPutOut = true;
            client.ended(space.name());
            client.send(hub.encoder().disconnect(space.name()));
            gone(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        }
    }

    /**
     * Takes another token in place of the one the client came with, before that expires.
     *
     * @throws Problem of kind unauthenticated where it does not hold, and forbidden where it is somebody else's
     */
    public void authenticate(String token) {
        proof.renew(token);
    }

    Proof proof() {
        return proof;
    }

    void take(Packet.Event event) throws InterruptedException {
        mailbox.put(
                () -> space.answer(this, event),
                event.size(),
                hub.limits().waitingEvents(),
                hub.limits().payload());
    }

    void refuseTooMany(Packet.Event event) {
        space.refuse(this, event, Problem.tooMany("too many events at once", Duration.ofSeconds(1)));
    }

    void send(Parcel parcel) {
        if (state != State.GONE) {
            client.session().send(parcel);
        }
    }

    /** Lets it in; returns false where it has left meanwhile. */
    boolean enter(Runnable registering) {
        lock.lock();
        try {
            if (state != State.CONNECTING) {
                return false;
            }
            state = State.CONNECTED;
        } finally {
            lock.unlock();
        }
        client.joined();
        registering.run();
        return true;
    }

    /** Does not let it in. */
    void turnAway() {
        lock.lock();
        try {
            state = State.GONE;
        } finally {
            lock.unlock();
        }
        client.remove(this);
    }

    /** It has left, or is to: those who are to hear of it do so after the events that came before. */
    void gone(DisconnectReason reason) {
        State before;
        lock.lock();
        try {
            before = state;
            state = State.GONE;
        } finally {
            lock.unlock();
        }
        client.remove(this);
        var owed = answers;
        if (owed != null) {
            owed.fail();
        }
        if (before == State.CONNECTED) {
            mailbox.add(() -> space.leave(this, reason));
        }
    }

    Set<String> joined() {
        return joined;
    }

    /** Called by the rooms, one at a time. */
    void joined(Set<String> rooms) {
        joined = Set.copyOf(rooms);
    }

    boolean isInAny(Set<String> rooms) {
        for (var room : rooms) {
            if (room.equals(id) || joined.contains(room)) {
                return true;
            }
        }
        return false;
    }

    RemoteSocket snapshot() {
        return new RemoteSocket(id, caller(), rooms(), data == null ? Map.of() : data());
    }

    Client client() {
        return client;
    }

    /** Begins anew, to be found again under a secret id. */
    void follow(Track begun) {
        track = begun;
    }

    /** Goes on as the one that has left. */
    void continueAs(Socket former) {
        id = former.id;
        data = former.data;
        track = former.track.goingOn();
        joined = former.joined;
        isRecovered = true;
    }

    /** Begins anew after all. */
    void forgetFormer() {
        id = SecretId.next();
        data = null;
        joined = Set.of();
        isRecovered = false;
    }

    Track track() {
        return track;
    }

    @Override
    public String toString() {
        return "socket " + id + " of " + space.name();
    }
}
